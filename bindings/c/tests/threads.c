/* Eight threads share a book and a batch; each has errors, buffers and streams of its own. */
#include "../examples/rows.h"
#include "check.h"
#include <pthread.h>

#define THREADS 8

struct shared {
    const takst_book *book;
    const takst_batch *batch;
    int rounds;
};

static const char CASES[] = "{\"case_id\":\"S-1\",\"service\":\"pensionatet/cti\",\"first_day\":\"2020-03-01\",\"last_day\":\"2020-03-31\",\"payer\":\"101\"}\n";

/* Returns how many things went wrong, as a pointer. */
static void *work(void *argument)
{
    const struct shared *shared = argument;
    size_t wrong = 0;
    for (int round = 0; round < shared->rounds; round++) {
        takst_row row = check_row(shared->book);
        takst_line lines[4];
        size_t needed = 0;
        lines[0].struct_size = sizeof lines[0];
        takst_status status = takst_book_price(shared->book, &row, lines, 4, &needed, NULL);
        wrong += status != TAKST_STATUS_OK || needed != 2 || lines[0].net != 654000 || lines[1].net != 435000;

        takst_error *error = NULL;
        takst_text said;
        row.last_day = 20230230;
        wrong += takst_book_price(shared->book, &row, lines, 4, &needed, &error) != TAKST_STATUS_REFUSED;
        wrong += takst_error_message(error, round & 1 ? TAKST_LANGUAGE_DANISH : TAKST_LANGUAGE_ENGLISH, &said, NULL) != TAKST_STATUS_OK || said.length == 0;
        takst_error_free(error);

        takst_buffer *buffer = NULL;
        takst_summary counts = TAKST_SUMMARY_INIT;
        wrong += takst_book_price_cases(shared->book, (const uint8_t *)CASES, sizeof CASES - 1, NULL, &buffer, NULL, &counts, NULL) != TAKST_STATUS_OK;
        takst_buffer_free(buffer);

        struct ArrowArrayStream cases, totals;
        takst_run_summary summary;
        takst_batch_options options = TAKST_BATCH_OPTIONS_INIT;
        options.grouping = TAKST_GROUPING_BY_CITIZEN;
        options.threads = 2;
        summary.struct_size = sizeof summary;
        if (!rows_stream(&cases, 500) || takst_batch_totals(shared->batch, &cases, &options, &totals, NULL, &summary, NULL) != TAKST_STATUS_OK) {
            wrong++;
            continue;
        }
        wrong += summary.rows != 500 || summary.refused != 0;
        totals.release(&totals);
    }
    return (void *)wrong;
}

int main(int count, char **words)
{
    takst_book *book = check_book();
    takst_batch *batch = NULL;
    pthread_t threads[THREADS];
    CHECK(takst_batch_new(book, &batch, NULL) == TAKST_STATUS_OK);
    struct shared shared = {book, batch, count > 1 ? atoi(words[1]) : 20};
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, &shared) == 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        CHECK(pthread_join(threads[i], &wrong) == 0);
        CHECK(wrong == NULL);
    }
    takst_batch_free(batch);
    takst_book_free(book);
    return check_end();
}
