/* A million calls, every third of them refused, with memory that stays where it was. */
#include "check.h"
#include <stdlib.h>

/* Resident memory in kilobytes. */
static long resident(void)
{
    char line[256];
    long kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    if (status == NULL)
        return 0;
    while (fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0)
            kilobytes = strtol(line + 6, NULL, 10);
    fclose(status);
    return kilobytes;
}

static void call(const takst_book *book, const takst_row *row, const takst_row *bad, long i)
{
    takst_line lines[4];
    takst_error *error = NULL;
    takst_text said;
    size_t needed = 0;
    lines[0].struct_size = sizeof lines[0];
    takst_status status = takst_book_price(book, i % 3 == 0 ? bad : row, lines, 4, &needed, &error);
    if (i % 3 == 0 ? status != TAKST_STATUS_REFUSED : status != TAKST_STATUS_OK || lines[1].net != 435000)
        check_failed++;
    if (error != NULL && i % 300 == 0 && takst_error_message(error, TAKST_LANGUAGE_DANISH, &said, NULL) != TAKST_STATUS_OK)
        check_failed++;
    takst_error_free(error);
}

int main(int count, char **words)
{
    long calls = count > 1 ? atol(words[1]) : 1000000;
    takst_book *book = check_book();
    takst_row row = check_row(book), bad = row;
    bad.payer = 7;
    for (long i = 0; i < calls / 10; i++)
        call(book, &row, &bad, i);
    long before = resident();
    for (long i = 0; i < calls; i++)
        call(book, &row, &bad, i);
    long after = resident();
    printf("%ld calls, %ld kB before, %ld kB after\n", calls, before, after);
    CHECK(before > 0 && after <= before + 512);
    takst_book_free(book);
    return check_end();
}
