/* Prices a workbook, or any case file, by its path:
 *
 *     workbook FILE [dmy|mdy|ymd] [MAP.toml]
 *
 * Writes lines as CSV and, for each case that was refused, why: with the row of the sheet and the heading as the file has it. */
#include <stdio.h>
#include <string.h>
#include <takst.h>

static takst_text given(const char *text)
{
    takst_text of = {text, strlen(text)};
    return of;
}

static void write(const takst_buffer *buffer, FILE *to)
{
    takst_text text;
    if (takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK)
        fwrite(text.data, 1, text.length, to);
}

int main(int count, char **words)
{
    takst_case_options options = TAKST_CASE_OPTIONS_INIT;
    takst_summary summary = TAKST_SUMMARY_INIT;
    takst_book *book = NULL;
    takst_buffer *lines = NULL, *report = NULL;
    takst_error *error = NULL;
    takst_text message, path;
    if (count < 2 || count > 4)
        return 2;
    path = given(words[1]);
    options.lines_format = TAKST_FORMAT_CSV;
    if (count > 2)
        options.dates = strcmp(words[2], "dmy") == 0 ? TAKST_DATE_ORDER_DMY : strcmp(words[2], "mdy") == 0 ? TAKST_DATE_ORDER_MDY : TAKST_DATE_ORDER_YMD;
    if (count > 3)
        options.map = given(words[3]);
    takst_status status = takst_book_new(NULL, NULL, 0, &book, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_price_files(book, &path, 1, &options, &lines, &report, &summary, &error);
    if (status != TAKST_STATUS_OK && takst_error_message(error, TAKST_LANGUAGE_DANISH, &message, NULL) == TAKST_STATUS_OK)
        fprintf(stderr, "%.*s\n", (int)message.length, message.data);
    if (lines != NULL)
        write(lines, stdout);
    if (report != NULL)
        write(report, stderr);
    takst_error_free(error);
    takst_buffer_free(lines);
    takst_buffer_free(report);
    takst_book_free(book);
    return status == TAKST_STATUS_OK ? 0 : 1;
}
