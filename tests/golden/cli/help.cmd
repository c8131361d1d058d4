proviso --help && proviso help > overview && proviso -h | cmp - overview && proviso help --help | cmp - overview
