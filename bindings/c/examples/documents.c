#include <stdio.h>
#include <string.h>
#include <takst.h>

static const char PARTIES[] = "[[seller]]\nprovider = \"mandecentret\"\nname = \"Mandecentret\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"F-\"\n"
                              "payment_days = 21\nstreet = \"Prøvevej\"\nbuilding_number = \"1\"\ncity = \"København K\"\npostal_code = \"1000\"\n"
                              "endpoint = \"cvr\"\ncontact = { name = \"Bogholderiet\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n"
                              "[[buyer]]\npayer = \"101\"\nname = \"Københavns Kommune\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n"
                              "format = \"oioubl\"\nstreet = \"Rådhuspladsen\"\ncity = \"København V\"\npostal_code = \"1550\"\n";
#define STAY(last_day) "case_id,service,first_day,last_day,payer\nS-1,mandecentret/efterforsorg-basis,2023-03-20," last_day ",101\n"

/* The books: all documents so far, a JSON object for each line of each. */
static char books[8192];
static int documents;

/* Finds the last `"name":"text"` in a JSON object: names are in order, so behind its lines a document has what is its own. A system of yours has a JSON
 * library. */
static const char *field(const char *object, const char *name, int *length)
{
    char key[32];
    const char *text = "";
    snprintf(key, sizeof key, "\"%s\":\"", name);
    for (const char *found = object; (found = strstr(found, key)) != NULL;)
        text = found += strlen(key);
    *length = (int)strcspn(text, "\"");
    return text;
}

/* Gives a document the next number, and keeps it. This stay has one line a month. */
static void keep(const char *action)
{
    static const char *const KEPT[] = {"kind",     "refers_to", "case_id",    "provider",            "payer", "month",        "service",  "first_day", "last_day",
                                       "quantity", "unit",      "unit_price", "price_base_quantity", "net",   "vat_category", "vat_rate", "vat"};
    char *end = books + strlen(books);
    size_t room = sizeof books - strlen(books);
    int length = 0, written = snprintf(end, room, "{\"number\":\"F-%d\"", ++documents);
    for (size_t i = 0; i < sizeof KEPT / sizeof KEPT[0]; i++) {
        const char *text = field(action, KEPT[i], &length);
        written += snprintf(end + written, room - (size_t)written, ",\"%s\":\"%.*s\"", KEPT[i], length, text);
    }
    snprintf(end + written, room - (size_t)written, "}\n");
}

/* Prints those of some fields that say something. */
static void print(const char *object, const char *const *names)
{
    for (int length = 0; *names != NULL; names++) {
        const char *text = field(object, *names, &length);
        if (length > 0)
            printf(" %.*s", length, text);
    }
    printf("\n");
}

static int failed(takst_error *error)
{
    takst_text said = {NULL, 0};
    takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL);
    fprintf(stderr, "%.*s\n", (int)said.length, said.data ? said.data : "");
    takst_error_free(error);
    return 0;
}

/* Settles March with the books: what is missing is issued; to correct, what differs is credited and issued anew. */
static int settle(const takst_book *book, const char *cases, uint32_t mode)
{
    static const char *const SHOWN[] = {"kind", "net", "refers_to", "reasons", NULL};
    takst_settle_options options = TAKST_SETTLE_OPTIONS_INIT;
    takst_buffer *buffer = NULL;
    takst_error *error = NULL;
    takst_text text = {NULL, 0};
    char actions[8192];
    options.mode = mode;
    options.from_month = options.until_month = 202303;
    options.format = TAKST_FORMAT_CSV;
    if (takst_settle(book, (const uint8_t *)cases, strlen(cases), PARTIES, strlen(PARTIES), (const uint8_t *)books, strlen(books), &options, &buffer, NULL,
                     &error) != TAKST_STATUS_OK)
        return failed(error);
    takst_buffer_text(buffer, &text, NULL);
    snprintf(actions, sizeof actions, "%.*s", (int)text.length, text.data);
    takst_buffer_free(buffer);
    for (char *action = strtok(actions, "\n"); action != NULL; action = strtok(NULL, "\n")) {
        keep(action);
        printf("F-%d", documents);
        print(action, SHOWN);
    }
    return 1;
}

/* Claims the state's half for the first quarter. Of earlier claims there are none. */
static int claim(const takst_book *book, const char *cases)
{
    static const char *const SHOWN[] = {"month", "net", "refund", "invoiced", NULL};
    takst_claim_options options = TAKST_CLAIM_OPTIONS_INIT;
    takst_buffer *buffer = NULL;
    takst_error *error = NULL;
    takst_text text = {NULL, 0};
    char object[8192];
    options.payer = 101;
    options.year = 2023;
    options.quarter = 1;
    options.from_month = 202303;
    options.format = TAKST_FORMAT_CSV;
    if (takst_claim(book, (const uint8_t *)cases, strlen(cases), (const uint8_t *)books, strlen(books), NULL, 0, &options, &buffer, NULL, &error) !=
        TAKST_STATUS_OK)
        return failed(error);
    takst_buffer_text(buffer, &text, NULL);
    snprintf(object, sizeof object, "%.*s", (int)text.length, text.data);
    takst_buffer_free(buffer);
    char *row = strstr(object, "\"rows\":[{");
    if (row == NULL)
        return 0;
    /* This claim has one row. */
    *strchr(row, '}') = '\0';
    printf("claim");
    print(row, SHOWN);
    return 1;
}

int main(void)
{
    takst_book *book = NULL;
    takst_error *error = NULL;
    if (takst_book_new(NULL, NULL, 0, &book, &error) != TAKST_STATUS_OK)
        return !failed(error);
    int well = settle(book, STAY("2023-03-31"), TAKST_SETTLE_MODE_INVOICE);
    /* The stay ended on the 24th, which was learnt later. */
    well = well && settle(book, STAY("2023-03-24"), TAKST_SETTLE_MODE_CORRECT);
    well = well && claim(book, STAY("2023-03-24"));
    takst_book_free(book);
    return !well;
}
