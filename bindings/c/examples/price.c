/* One stay priced by plain values: the program of README.md. */
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
    takst_stay stay;
    memset(&stay, 0, sizeof stay);
    stay.struct_size = sizeof stay;
    stay.payer = 101;
    stay.first_day = 20230320;
    stay.last_day = 20230410;
    takst_line lines[24];
    lines[0].struct_size = sizeof lines[0];
    size_t count = 0;
    takst_status status = takst_book_service(book, id, strlen(id), &stay.service, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_price(book, &stay, lines, 24, &count, &error);

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
