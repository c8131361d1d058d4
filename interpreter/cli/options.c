/* Options and operands of a subcommand, by the table that the subcommand gives.
 *
 * The parser and the printed help go by the same rows, so that neither knows an option that the other does not. Words
 * are read from left to right; `--help` ends the reading, so that it helps whoever got the rest wrong. What an option's
 * value means is for the subcommand to say. */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/suggest.h"

static const pv_cli_option help_option = {'h', "help", NULL, "Print this help"};

static int complain_of_option(const pv_cli_command *command, const char *word, size_t length) {
    pv_cli_suggestion suggestion = pv_cli_suggest(word, length);
    for (const pv_cli_option *option = command->options; option->name != NULL; option++)
        pv_cli_suggest_one(&suggestion, "--", proviso_text_of(option->name));
    pv_cli_suggest_one(&suggestion, "--", proviso_text_of(help_option.name));
    return pv_cli_usage_error(command->name, "unknown option `%.*s`%s", (int)length, word,
                              pv_cli_suggestion_text(&suggestion));
}

static const pv_cli_option *find_option(const pv_cli_command *command, const char *name, size_t length) {
    for (const pv_cli_option *option = command->options; option->name != NULL; option++)
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0) return option;
    return NULL;
}

static const pv_cli_option *find_letter(const pv_cli_command *command, char letter) {
    for (const pv_cli_option *option = command->options; option->name != NULL; option++)
        if (option->letter == letter) return option;
    return NULL;
}

/* The option that a word is, or NULL; the part of the word that names it; and its value where the word holds that. */
static const pv_cli_option *split_word(const pv_cli_command *command, const char *word, size_t *length,
                                       const char **value) {
    if (word[1] != '-') {
        const pv_cli_option *option = find_letter(command, word[1]);
        *length = option == NULL ? strlen(word) : 2;
        *value = word[2] == '\0' ? NULL : word + 2;
        return option;
    }
    *length = strcspn(word, "=");
    *value = word[*length] == '=' ? word + *length + 1 : NULL;
    return find_option(command, word + 2, *length - 2);
}

/* One option, and its value where that is a word of its own: `*at` moves behind what was read. */
static int read_option(pv_cli_arguments *out, const pv_cli_command *command, size_t count, const char *const *words,
                       size_t *at) {
    const char *word = words[(*at)++];
    out->help = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
    if (out->help) return PV_CLI_DONE;
    size_t length;
    const char *value;
    const pv_cli_option *option = split_word(command, word, &length, &value);
    if (option == NULL) return complain_of_option(command, word, length);
    if (option->value == NULL && value != NULL)
        return pv_cli_usage_error(command->name, "`--%s` takes no value", option->name);
    if (option->value != NULL && value == NULL) {
        if (*at == count) return pv_cli_usage_error(command->name, "`--%s` needs %s", option->name, option->value);
        value = words[(*at)++];
    }
    out->given[out->given_count++] = (pv_cli_given){option, value};
    return PV_CLI_DONE;
}

static int check_count(const pv_cli_arguments *arguments, const pv_cli_command *command) {
    if (arguments->operand_count < command->least)
        return pv_cli_usage_error(command->name, "`%s` needs %s", command->name, command->operands);
    if (arguments->operand_count > command->most)
        return pv_cli_usage_error(command->name, "`%s` is one too many: `%s` takes %s",
                                  arguments->operands[command->most], command->name, command->operands);
    return PV_CLI_DONE;
}

int pv_cli_arguments_read(pv_cli_arguments *out, const pv_cli_command *command, size_t count,
                          const char *const *words) {
    *out = (pv_cli_arguments){0};
    out->operands = calloc(count + 1, sizeof *out->operands);
    out->given = calloc(count + 1, sizeof *out->given);
    if (out->operands == NULL || out->given == NULL) return pv_cli_memory_error();
    bool ended = false;
    int code = PV_CLI_DONE;
    for (size_t at = 0; at < count && code == PV_CLI_DONE && !out->help;) {
        const char *word = words[at];
        if (!ended && strcmp(word, "--") == 0) {
            ended = true;
            at++;
        } else if (!ended && word[0] == '-' && word[1] != '\0') {
            code = read_option(out, command, count, words, &at);
        } else {
            out->operands[out->operand_count++] = word;
            at++;
        }
    }
    return code == PV_CLI_DONE && !out->help ? check_count(out, command) : code;
}

void pv_cli_arguments_clear(pv_cli_arguments *arguments) {
    free(arguments->operands);
    free(arguments->given);
    *arguments = (pv_cli_arguments){0};
}

static const pv_cli_given *last_given(const pv_cli_arguments *arguments, const char *name) {
    for (size_t i = arguments->given_count; i > 0; i--)
        if (strcmp(arguments->given[i - 1].option->name, name) == 0) return &arguments->given[i - 1];
    return NULL;
}

const char *pv_cli_arguments_value(const pv_cli_arguments *arguments, const char *name) {
    const pv_cli_given *given = last_given(arguments, name);
    return given == NULL ? NULL : given->value;
}

bool pv_cli_arguments_has(const pv_cli_arguments *arguments, const char *name) {
    return last_given(arguments, name) != NULL;
}

static int option_width(const pv_cli_option *option) {
    return (int)(strlen(option->name) + (option->value == NULL ? 0 : strlen(option->value) + 1));
}

static void print_option(const pv_cli_option *option, int width) {
    char letter[] = {'-', option->letter, ',', '\0'};
    printf("  %3s --%s%s%s%*s  %s\n", option->letter == 0 ? "" : letter, option->name, option->value == NULL ? "" : " ",
           option->value == NULL ? "" : option->value, width - option_width(option), "", option->help);
}

void pv_cli_print_help(const pv_cli_command *command) {
    int width = option_width(&help_option);
    for (const pv_cli_option *option = command->options; option->name != NULL; option++)
        if (option_width(option) > width) width = option_width(option);
    printf("Usage: proviso %s [OPTION]... %s\n\n%s\nOptions:\n", command->name, command->operands, command->help);
    for (const pv_cli_option *option = command->options; option->name != NULL; option++) print_option(option, width);
    print_option(&help_option, width);
    printf("\n%s", command->examples);
}
