/* One row priced by plain values: the program of README.md. */
#include <stdio.h>
#include <string.h>
#include <takst.h>

int main(void)
{
    takst_error *error = NULL;
    takst_book *book = NULL;
    if (takst_book_new(NULL, NULL, 0, &book, &error) != TAKST_STATUS_OK)
        return 2;

    const char *id = "mandecentret/efterforsorg-basis";
    takst_row row = TAKST_ROW_INIT;
    row.payer = 101;
    row.first_day = 20230320;
    row.last_day = 20230410;
    takst_line lines[24] = {TAKST_LINE_INIT};
    size_t count = 0;
    takst_status status = takst_book_service(book, id, strlen(id), &row.service, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_price(book, &row, lines, 24, &count, &error);

    if (status == TAKST_STATUS_OK) {
        for (size_t i = 0; i < count; i++)
            printf("%d %lld %lld\n", (int)lines[i].month, (long long)lines[i].net, (long long)lines[i].refund);
    } else if (status == TAKST_STATUS_NEEDS_MORE) {
        /* No error object: call again with an array of `count` lines. */
        fprintf(stderr, "there are %zu lines\n", count);
    } else {
        takst_text said = {NULL, 0};
        takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL);
        fprintf(stderr, "%.*s\n", (int)said.length, said.data ? said.data : "");
        takst_error_free(error);
    }
    takst_book_free(book);
    return status != TAKST_STATUS_OK;
}
