/* What the test programs share: a check that goes on, and the closing line. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>
#include <takst.h>

static int check_passed, check_failed;

/* Where a check that does not hold is reported. */
#ifndef CHECK_STREAM
#define CHECK_STREAM stderr
#endif

#define CHECK(holds)                                                                                                                                 \
    do {                                                                                                                                             \
        if (holds) {                                                                                                                                 \
            check_passed++;                                                                                                                          \
        } else {                                                                                                                                     \
            check_failed++;                                                                                                                          \
            fprintf(CHECK_STREAM, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);                                                         \
        }                                                                                                                                            \
    } while (0)

/* A call that fails with this status and an error object that says so; the object is freed. */
#define CHECK_FAILS(wanted, call)                                                                                                                    \
    do {                                                                                                                                             \
        takst_error *error = NULL;                                                                                                                   \
        takst_status status = (call);                                                                                                                \
        CHECK(status == (wanted));                                                                                                                   \
        CHECK(error != NULL && takst_error_status(error) == (wanted));                                                                               \
        takst_error_free(error);                                                                                                                     \
    } while (0)

/* The same, with words that its first problem says in English. */
#define CHECK_SAYS(wanted, words, call)                                                                                                              \
    do {                                                                                                                                             \
        takst_error *error = NULL;                                                                                                                   \
        takst_status status = (call);                                                                                                                \
        CHECK(status == (wanted));                                                                                                                   \
        CHECK(check_says(error, words));                                                                                                             \
        takst_error_free(error);                                                                                                                     \
    } while (0)

/* Whether a text, which does not end with NUL, has these words. */
static inline int check_has(takst_text text, const char *words)
{
    size_t length = strlen(words);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, words, length) == 0)
            return 1;
    return 0;
}

static inline int check_says(const takst_error *error, const char *words)
{
    takst_text said = {NULL, 0};
    char text[512];
    if (error == NULL || takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL) != TAKST_STATUS_OK)
        return 0;
    snprintf(text, sizeof text, "%.*s", (int)said.length, said.data != NULL ? said.data : "");
    return strstr(text, words) != NULL;
}

static int check_end(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    return check_failed != 0;
}

/* A row of aftercare from 20 March to 10 April 2023: twelve days at 545 kr. and ten at 435 kr. */
static inline takst_row check_row(const takst_book *book)
{
    static const char id[] = "mandecentret/efterforsorg-basis";
    takst_row row = TAKST_ROW_INIT;
    row.payer = 101;
    row.first_day = 20230320;
    row.last_day = 20230410;
    if (takst_book_service(book, id, sizeof id - 1, &row.service, NULL) != TAKST_STATUS_OK)
        check_failed++;
    return row;
}

static inline takst_book *check_book(void)
{
    takst_book *book = NULL;
    CHECK(takst_book_new(NULL, NULL, 0, &book, NULL) == TAKST_STATUS_OK);
    return book;
}

#endif
