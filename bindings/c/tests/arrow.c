/* Arrow schemas and arrays that contradict the interface: each ends the call or the run with TAKST_STATUS_BATCH and a reason, and writes nothing to stderr. */
#define _POSIX_C_SOURCE 200809L
#include "silent.h"
#include "../examples/rows.h"

/* What is changed in the schema or in each array that a stream gives. */
static void (*change_schema)(struct ArrowSchema *);
static void (*change_array)(struct ArrowArray *);

static int changed_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    int code = rows_get_schema(stream, out);
    if (code == 0 && change_schema != NULL)
        change_schema(out);
    return code;
}

static int changed_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    int code = rows_get_next(stream, out);
    if (code == 0 && out->release != NULL && change_array != NULL)
        change_array(out);
    return code;
}

/* Prices 100 rows with the changes; the status of the call, or of the run that it began. The error is the caller's. */
static takst_status run(const takst_batch *batch, uint32_t trusted, takst_error **error)
{
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    struct ArrowArrayStream cases, stream;
    takst_lines *lines = NULL;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.threads = 1;
    options.trusted = trusted;
    CHECK(rows_stream(&cases, 100));
    cases.get_schema = changed_schema;
    cases.get_next = changed_next;
    takst_status status = takst_batch_lines(batch, &cases, &options, &lines, error);
    CHECK(cases.release == NULL);
    if (status != TAKST_STATUS_OK)
        return status;
    CHECK(takst_lines_stream(lines, &stream, NULL) == TAKST_STATUS_OK);
    for (;;) {
        struct ArrowArray some;
        if (stream.get_next(&stream, &some) != 0 || some.release == NULL)
            break;
        some.release(&some);
    }
    status = takst_lines_status(lines, error);
    stream.release(&stream);
    takst_lines_free(lines);
    return status;
}

/* One attack, with words that the reason must have. */
static void refused(const takst_batch *batch, const char *words, uint32_t trusted)
{
    takst_error *error = NULL;
    takst_status status = run(batch, trusted, &error);
    CHECK(status == TAKST_STATUS_BATCH);
    CHECK(check_says(error, words));
    if (!check_says(error, words)) {
        takst_text said = {NULL, 0};
        takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL);
        fprintf(CHECK_STREAM, "  status %d, wanted \"%s\", said: %.*s\n", (int)status, words, (int)said.length, said.data ? said.data : "");
    }
    takst_error_free(error);
}

/* Schemas */

static struct ArrowSchema nested[80], *nested_children[80][2];

/* A column that no case file has, `depth` levels below the table. */
static void nest(struct ArrowSchema *schema, int depth)
{
    memset(nested, 0, sizeof nested);
    for (int i = 0; i < depth; i++) {
        nested[i].format = i + 1 < depth ? "+l" : "l";
        nested[i].name = i == 0 ? "note" : "item";
        nested[i].n_children = i + 1 < depth;
        nested_children[i][0] = &nested[i + 1];
        nested[i].children = nested_children[i];
    }
    schema->children[3] = &nested[0];
}

static void no_format(struct ArrowSchema *schema) { schema->format = NULL; }
static void no_column_format(struct ArrowSchema *schema) { schema->children[2]->format = NULL; }
static void no_dictionary_format(struct ArrowSchema *schema) { schema->children[1]->dictionary->format = NULL; }
static void odd_format(struct ArrowSchema *schema) { schema->children[2]->format = "\xff\xfe"; }
static void odd_name(struct ArrowSchema *schema) { schema->children[2]->name = "last_\xff\xfe"; }
static void unknown_format(struct ArrowSchema *schema) { schema->children[2]->format = "q"; }
static void wide_decimal(struct ArrowSchema *schema) { schema->children[0]->name = "hours", schema->children[0]->format = "d:99,2"; }
static void text_keys(struct ArrowSchema *schema) { schema->children[1]->format = "u"; }
static void negative_columns(struct ArrowSchema *schema) { schema->n_children = -1; }
static void many_columns(struct ArrowSchema *schema) { schema->n_children = INT64_MAX; }
static void negative_children(struct ArrowSchema *schema) { schema->children[0]->n_children = INT64_MIN; }
static void no_columns(struct ArrowSchema *schema) { schema->children = NULL; }
static void no_column(struct ArrowSchema *schema) { schema->children[2] = NULL; }
static void odd_column(struct ArrowSchema *schema) { schema->children[2] = (struct ArrowSchema *)(void *)((char *)schema->children[2] + 1); }
static void no_table(struct ArrowSchema *schema) { schema->format = "l"; }
static void released(struct ArrowSchema *schema) { schema->release(schema), memset(schema, 0, sizeof *schema); }
static void cycle(struct ArrowSchema *schema) { schema->children[3] = schema; }
static void dictionary_cycle(struct ArrowSchema *schema) { schema->children[1]->dictionary->dictionary = schema->children[1]->dictionary; }
static void column_twice(struct ArrowSchema *schema) { schema->children[3] = schema->children[2]; }
static void too_deep(struct ArrowSchema *schema) { nest(schema, 65); }
static void deep(struct ArrowSchema *schema) { nest(schema, 64); }

static void nested_column(struct ArrowSchema *schema)
{
    nest(schema, 2);
    nested[0].name = "last_day";
}

static void nested_format(struct ArrowSchema *schema)
{
    nest(schema, 5);
    nested[4].format = NULL;
}

/* Two to the power of 60 ways through sixty pairs of columns, each of which leads to the next twice. */
static void many_ways(struct ArrowSchema *schema)
{
    nest(schema, 60);
    for (int i = 0; i < 59; i++) {
        nested[i].format = "+s";
        nested[i].n_children = 2;
        nested_children[i][1] = nested_children[i][0];
    }
}

static void schemas(const takst_batch *batch)
{
    const struct {
        void (*change)(struct ArrowSchema *);
        const char *words;
    } attacks[] = {
        {no_format, "has no format"},
        {no_column_format, "the column first_day"},
        {no_column_format, "has no format"},
        {no_dictionary_format, "has no format"},
        {odd_format, "not in UTF-8"},
        {odd_name, "not in UTF-8"},
        {unknown_format, "first_day"},
        {wide_decimal, "hours"},
        {text_keys, "service"},
        {negative_columns, "-1 children"},
        {many_columns, "9223372036854775807 children"},
        {negative_children, "-9223372036854775808 children"},
        {no_columns, "child number 0"},
        {no_column, "child number 2"},
        {odd_column, "child number 2"},
        {no_table, "not a table"},
        {released, "has no format"},
        {cycle, "more than once"},
        {dictionary_cycle, "more than once"},
        {column_twice, "more than once"},
        {many_ways, "more than once"},
        {too_deep, "64 levels"},
        {nested_column, "last_day"},
        {nested_format, "has no format"},
    };
    change_array = NULL;
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        struct ArrowArrayStream cases, totals;
        takst_run_summary summary = TAKST_RUN_SUMMARY_INIT;
        change_schema = attacks[i].change;
        refused(batch, attacks[i].words, 0);
        CHECK(rows_stream(&cases, 10));
        cases.get_schema = changed_schema;
        CHECK_SAYS(TAKST_STATUS_BATCH, attacks[i].words, takst_batch_totals(batch, &cases, NULL, &totals, NULL, &summary, &error));
    }
    /* As deep as it may be. It stands for the column of last days, so nothing says when the rows end. */
    change_schema = deep;
    takst_error *error = NULL;
    CHECK(run(batch, 0, &error) == TAKST_STATUS_NONE_PRICED);
    takst_error_free(error);
    change_schema = NULL;
}

/* Arrays */

/* The column of services as plain text. */
static void text_services(struct ArrowSchema *schema)
{
    schema->children[1]->format = "u";
    schema->children[1]->dictionary = NULL;
}

static void view_services(struct ArrowSchema *schema)
{
    schema->children[1]->format = "vu";
    schema->children[1]->dictionary = NULL;
}

static int32_t offsets[102];
static char words[3200];
static uint8_t views[101 * 16];
static int64_t sizes[2];
static const void *text_buffers[5];

/* One hundred services as text of 31 bytes each; `offset` bytes beside where the offsets should lie. */
static void as_text(struct ArrowArray *array, size_t beside)
{
    struct ArrowArray *services = array->children[1];
    char *place = (char *)offsets + beside;
    for (int32_t i = 0; i <= 100; i++) {
        int32_t end = i * 31;
        memcpy(place + i * 4, &end, sizeof end);
        if (i < 100)
            memcpy(words + end, "mandecentret/efterforsorg-basis", 31);
    }
    text_buffers[0] = NULL;
    text_buffers[1] = place;
    text_buffers[2] = words;
    services->buffers = text_buffers;
    services->n_buffers = 3;
    services->dictionary = NULL;
}

/* The same as views into one buffer: length, first four bytes, number of the buffer, place. */
static void as_views(struct ArrowArray *array)
{
    as_text(array, 0);
    for (int32_t i = 0; i < 100; i++) {
        const int32_t length = 31, buffer = 0, place = i * 31;
        memcpy(views + i * 16, &length, 4);
        memcpy(views + i * 16 + 4, "mand", 4);
        memcpy(views + i * 16 + 8, &buffer, 4);
        memcpy(views + i * 16 + 12, &place, 4);
    }
    sizes[0] = 3100;
    text_buffers[1] = views;
    text_buffers[2] = words;
    text_buffers[3] = sizes;
    array->children[1]->n_buffers = 4;
}

static const void *no_values[3];
static struct ArrowArray *no_child[ROWS_COLUMNS];

static void negative_length(struct ArrowArray *array) { array->length = -1; }
static void endless(struct ArrowArray *array) { array->length = INT64_MAX; }
static void negative_offset(struct ArrowArray *array) { array->offset = -1; }
static void far_offset(struct ArrowArray *array) { array->offset = 1; }
static void wrapping_offset(struct ArrowArray *array) { array->offset = INT64_MAX; }
static void table_buffers(struct ArrowArray *array) { array->n_buffers = 7; }
static void no_table_buffers(struct ArrowArray *array) { array->buffers = NULL; }
static void null_rows(struct ArrowArray *array) { array->null_count = 5; }
static void few_children(struct ArrowArray *array) { array->n_children = 3; }
static void many_children(struct ArrowArray *array) { array->n_children = 6; }
static void less_children(struct ArrowArray *array) { array->n_children = -5; }
static void no_children(struct ArrowArray *array) { array->children = NULL; }
static void missing_child(struct ArrowArray *array) { memcpy(no_child, array->children, sizeof no_child), no_child[2] = NULL, array->children = no_child; }
static void odd_child(struct ArrowArray *array) { memcpy(no_child, array->children, sizeof no_child), no_child[2] = (void *)((char *)no_child[2] + 4), array->children = no_child; }
static void column_length(struct ArrowArray *array) { array->children[2]->length = -100; }
static void short_column(struct ArrowArray *array) { array->children[2]->length = 99; }
static void column_offset(struct ArrowArray *array) { array->children[2]->offset = INT64_MIN; }
static void far_column(struct ArrowArray *array) { array->children[2]->offset = INT64_MAX - 50; }
static void one_buffer(struct ArrowArray *array) { array->children[2]->n_buffers = 1; }
static void no_buffer(struct ArrowArray *array) { array->children[2]->n_buffers = 0; }
static void less_buffers(struct ArrowArray *array) { array->children[2]->n_buffers = -1; }
static void many_buffers(struct ArrowArray *array) { array->children[2]->n_buffers = INT64_MAX; }
static void no_buffers(struct ArrowArray *array) { array->children[2]->buffers = NULL; }
static void null_values(struct ArrowArray *array) { array->children[2]->buffers = no_values; }
static void negative_nulls(struct ArrowArray *array) { array->children[2]->null_count = -2; }
static void more_nulls(struct ArrowArray *array) { array->children[2]->null_count = 101; }
static void unseen_nulls(struct ArrowArray *array) { array->children[2]->null_count = 3; }
static void no_dictionary(struct ArrowArray *array) { array->children[1]->dictionary = NULL; }
static void extra_dictionary(struct ArrowArray *array) { array->children[2]->dictionary = array->children[1]->dictionary; }
static void extra_child(struct ArrowArray *array) { array->children[2]->n_children = 1, array->children[2]->children = array->children; }
static void dictionary_length(struct ArrowArray *array) { array->children[1]->dictionary->length = -3; }
static void dictionary_buffers(struct ArrowArray *array) { array->children[1]->dictionary->n_buffers = 2; }
static void dictionary_twice(struct ArrowArray *array) { array->children[1]->dictionary->dictionary = array->children[1]->dictionary; }

static void negative_end(struct ArrowArray *array) { as_text(array, 0), offsets[100] = -1; }
static void aside(struct ArrowArray *array) { as_text(array, 2); }
static void null_words(struct ArrowArray *array) { as_text(array, 0), text_buffers[2] = NULL; }
static void null_offsets(struct ArrowArray *array) { as_text(array, 0), text_buffers[1] = NULL; }
static void backwards(struct ArrowArray *array) { as_text(array, 0), offsets[50] = 9; }
static void below_zero(struct ArrowArray *array) { as_text(array, 0), offsets[0] = -31; }
static void beyond(struct ArrowArray *array) { as_text(array, 0), offsets[50] = 1 << 30; }
static void half_letter(struct ArrowArray *array) { as_text(array, 0), words[1000] = '\xc3'; }
static void good_text(struct ArrowArray *array) { as_text(array, 0); }

static void good_views(struct ArrowArray *array) { as_views(array); }
static void negative_size(struct ArrowArray *array) { as_views(array), sizes[0] = -3100; }
static void no_sizes(struct ArrowArray *array) { as_views(array), text_buffers[3] = NULL; }
static void null_view_words(struct ArrowArray *array) { as_views(array), text_buffers[2] = NULL; }
static void few_view_buffers(struct ArrowArray *array) { as_views(array), array->children[1]->n_buffers = 2; }
static void other_view_buffer(struct ArrowArray *array) { as_views(array), views[8] = 3; }

struct array_attack {
    void (*change)(struct ArrowArray *);
    const char *words;
};

static void attack_arrays(const takst_batch *batch, const struct array_attack *attacks, size_t count, uint32_t trusted)
{
    for (size_t i = 0; i < count; i++) {
        change_array = attacks[i].change;
        refused(batch, attacks[i].words, trusted);
    }
    change_array = NULL;
}

#define ATTACK(attacks, trusted) attack_arrays(batch, attacks, sizeof(attacks) / sizeof(attacks)[0], trusted)

static void arrays(const takst_batch *batch)
{
    const struct array_attack shapes[] = {
        {negative_length, "length -1"},
        {endless, "length 9223372036854775807"},
        {negative_offset, "offset -1"},
        {far_offset, "case_id"},
        {wrapping_offset, "offset 9223372036854775807"},
        {table_buffers, "7 buffers"},
        {no_table_buffers, "no list of buffers"},
        {null_rows, "null as a whole"},
        {few_children, "3 children"},
        {many_children, "6 children"},
        {less_children, "-5 children"},
        {no_children, "child number 0"},
        {missing_child, "child number 2"},
        {odd_child, "child number 2"},
        {column_length, "first_day"},
        {short_column, "99 values"},
        {column_offset, "first_day"},
        {far_column, "first_day"},
        {one_buffer, "1 buffers"},
        {no_buffer, "0 buffers"},
        {less_buffers, "-1 buffers"},
        {many_buffers, "9223372036854775807 buffers"},
        {no_buffers, "no list of buffers"},
        {null_values, "buffer number 1"},
        {negative_nulls, "null_count -2"},
        {more_nulls, "null_count 101"},
        {unseen_nulls, "null_count 3"},
        {no_dictionary, "dictionary"},
        {extra_dictionary, "dictionary"},
        {extra_child, "1 children"},
        {dictionary_length, "length -3"},
        {dictionary_buffers, "2 buffers"},
        {dictionary_twice, "dictionary"},
    };
    /* What is seen without a look at the values is seen in trusted columns too. */
    ATTACK(shapes, 0);
    ATTACK(shapes, 1);
    const struct array_attack texts[] = {
        {negative_end, "offset -1"},
        {aside, "not aligned"},
        {null_words, "buffer number 2"},
        {null_offsets, "buffer number 1"},
    };
    const struct array_attack values[] = {
        {backwards, "service"},
        {below_zero, "service"},
        {beyond, "service"},
        {half_letter, "service"},
    };
    takst_error *error = NULL;
    change_schema = text_services;
    change_array = good_text;
    CHECK(run(batch, 0, &error) == TAKST_STATUS_OK && run(batch, 1, &error) == TAKST_STATUS_OK && error == NULL);
    ATTACK(texts, 0);
    ATTACK(texts, 1);
    ATTACK(values, 0);
    const struct array_attack viewed[] = {
        {negative_size, "-3100 bytes"},
        {no_sizes, "buffer number 3"},
        {null_view_words, "buffer number 2"},
        {few_view_buffers, "2 buffers"},
    };
    const struct array_attack view_values[] = {{other_view_buffer, "service"}};
    change_schema = view_services;
    change_array = good_views;
    CHECK(run(batch, 0, &error) == TAKST_STATUS_OK && run(batch, 1, &error) == TAKST_STATUS_OK && error == NULL);
    ATTACK(viewed, 0);
    ATTACK(viewed, 1);
    ATTACK(view_values, 0);
    change_schema = NULL;
}

int main(void)
{
    silent_begin();
    takst_book *book = check_book();
    takst_batch *batch = NULL;
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    takst_book_free(book);
    schemas(batch);
    arrays(batch);
    takst_batch_free(batch);
    silent_end();
    return check_end();
}
