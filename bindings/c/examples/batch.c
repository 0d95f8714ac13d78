/* A million made-up cases as Arrow columns: their lines counted and their net summed, then totals by service. */
#include "rows.h"
#include <stdio.h>

#define ROWS 1000000

static int failed(const char *what, takst_error *error)
{
    takst_text said = {NULL, 0};
    if (error != NULL)
        takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL);
    fprintf(stderr, "%s: %.*s\n", what, (int)said.length, said.data ? said.data : "");
    takst_error_free(error);
    return 1;
}

/* Pulls all lines; the only column asked for is `net`, a decimal of 64 bits: whole øre. */
static int sum_lines(const takst_batch *batch, takst_error **error, int64_t *net, takst_run_summary *summary)
{
    struct ArrowArrayStream cases, stream;
    takst_lines *lines = NULL;
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.columns = "net";
    options.columns_length = 3;
    if (!rows_stream(&cases, ROWS) || takst_batch_lines(batch, &cases, &options, &lines, error) != TAKST_STATUS_OK)
        return 0;
    if (takst_lines_stream(lines, &stream, error) != TAKST_STATUS_OK) {
        takst_lines_free(lines);
        return 0;
    }
    *net = 0;
    for (;;) {
        struct ArrowArray some;
        if (stream.get_next(&stream, &some) != 0 || some.release == NULL)
            break;
        const struct ArrowArray *column = some.children[0];
        const int64_t *values = column->buffers[1];
        for (int64_t i = 0; i < column->length; i++)
            *net += values[column->offset + i];
        some.release(&some);
    }
    stream.release(&stream);
    summary->struct_size = sizeof *summary;
    int well = takst_lines_status(lines, error) == TAKST_STATUS_OK && takst_lines_summary(lines, summary, error) == TAKST_STATUS_OK;
    takst_lines_free(lines);
    return well;
}

/* Prints one row for each service: `net` is the fourth column, after service, lines and days. */
static int print_totals(const takst_batch *batch, takst_error **error, takst_run_summary *summary)
{
    struct ArrowArrayStream cases, totals;
    struct ArrowArray rows;
    takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
    options.grouping = TAKST_GROUPING_BY_CITIZEN;
    options.words = TAKST_WORDS_PLAIN;
    options.columns = "service";
    options.columns_length = 7;
    if (!rows_stream(&cases, ROWS) || takst_batch_totals(batch, &cases, &options, &totals, NULL, summary, error) != TAKST_STATUS_OK)
        return 0;
    int well = totals.get_next(&totals, &rows) == 0 && rows.release != NULL;
    if (well) {
        const int32_t *ends = rows.children[0]->buffers[1];
        const char *names = rows.children[0]->buffers[2];
        const int64_t *count = rows.children[1]->buffers[1], *net = rows.children[3]->buffers[1];
        for (int64_t i = 0; i < rows.length; i++)
            printf("%.*s: %lld lines, net %lld øre\n", (int)(ends[i + 1] - ends[i]), names + ends[i], (long long)count[i], (long long)net[i]);
        rows.release(&rows);
    }
    totals.release(&totals);
    return well;
}

int main(void)
{
    takst_error *error = NULL;
    takst_book *book = NULL;
    takst_batch *batch = NULL;
    if (takst_book_new(NULL, NULL, 0, &book, &error) != TAKST_STATUS_OK || takst_batch_new(book, &batch, &error) != TAKST_STATUS_OK) {
        takst_book_free(book);
        return failed("no book", error);
    }
    int64_t net = 0;
    takst_run_summary summary;
    int well = sum_lines(batch, &error, &net, &summary);
    if (well) {
        printf("%llu rows, %llu refused, %llu lines, net %lld øre\n", (unsigned long long)summary.rows, (unsigned long long)summary.refused,
               (unsigned long long)summary.lines, (long long)net);
        well = print_totals(batch, &error, &summary);
    }
    takst_batch_free(batch);
    takst_book_free(book);
    return well ? 0 : failed("not priced", error);
}
