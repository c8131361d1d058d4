proviso --version
