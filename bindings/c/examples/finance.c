/* A finance system with its own table of documents, in SQLite: it issues two months, gets a late tariff, and corrects. takst keeps no file; it tells what to
 * issue, and this program gives the numbers.
 *
 *     cc -std=c11 finance.c $(pkg-config --cflags --libs takst sqlite3) -o finance */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <takst.h>

/* A day costs 1,000 kr. The tariff of February is decided late: 1,050 kr. */
#define PROVIDER                                                                                                                                     \
    "[provider]\nid = \"shelter\"\nname = \"Shelter\"\n"                                                                                             \
    "[[service]]\nid = \"shelter/stay\"\nname = { da = \"Ophold\", en = \"Stay\" }\nlegal_basis = \"SEL § 110\"\n"                                   \
    "kind = \"day\"\nvat = \"exempt\"\nrefund = \"sel-110-ophold\"\n"                                                                                \
    "[[service.tariff]]\nfrom = \"2024-01-01\"\nprice = \"1000.00\"\nsource = \"price list 2024\"\n"
static const char CATALOGUE[] = PROVIDER;
static const char LATE_CATALOGUE[] = PROVIDER "to = \"2024-01-31\"\n"
                                              "[[service.tariff]]\nfrom = \"2024-02-01\"\nprice = \"1050.00\"\nsource = \"price list of February 2024\"\n";

static const char PARTIES[] = "[[seller]]\nprovider = \"shelter\"\nname = \"Shelter\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"F-\"\n"
                              "payment_days = 21\nstreet = \"Prøvevej\"\nbuilding_number = \"1\"\ncity = \"København K\"\npostal_code = \"1000\"\n"
                              "endpoint = \"cvr\"\ncontact = { name = \"Bogholderiet\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n"
                              "[[buyer]]\npayer = \"101\"\nname = \"Københavns Kommune\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n"
                              "reference = \"SOC\"\nformat = \"oioubl\"\nstreet = \"Rådhuspladsen\"\ncity = \"København V\"\npostal_code = \"1550\"\n";

static const char CASES[] = "case_id,citizen_id,service,first_day,payer\nS-1,B-1,shelter/stay,2024-01-01,101\n";

static const char TABLES[] =
    "CREATE TABLE document (n INTEGER PRIMARY KEY, number, kind, refers_to, reasons, issued, due, case_id, citizen_id, provider, payer, month,"
    " buyer_reference, order_reference, accounting_cost, buyer_gln, commitment, seller_cvr, net, vat);"
    "CREATE TABLE line (n REFERENCES document, line INTEGER, service, first_day, last_day, quantity, unit, unit_price, price_base_quantity, net,"
    " vat_category, vat_rate, vat);";

/* All documents so far, as takst reads them: an object for each line. */
static const char STANDING[] =
    "SELECT json_object('number', number, 'kind', kind, 'refers_to', refers_to, 'reasons', reasons, 'issued', issued, 'due', due, 'case_id', case_id,"
    " 'citizen_id', citizen_id, 'provider', provider, 'payer', payer, 'month', month, 'buyer_reference', buyer_reference, 'order_reference',"
    " order_reference, 'accounting_cost', accounting_cost, 'buyer_gln', buyer_gln, 'commitment', commitment, 'seller_cvr', seller_cvr, 'service', service,"
    " 'first_day', first_day, 'last_day', last_day, 'quantity', quantity, 'unit', unit, 'unit_price', unit_price, 'price_base_quantity',"
    " price_base_quantity, 'net', line.net, 'vat_category', vat_category, 'vat_rate', vat_rate, 'vat', line.vat)"
    " FROM document JOIN line USING (n) ORDER BY n, line";

/* A document to issue gets the next number; all else stays out of the table. ?1 is an action, ?2 the date of issue. */
static const char STORE[] =
    "INSERT INTO document SELECT n, 'F-' || n, value ->> 'kind', value ->> 'refers_to', value ->> 'reasons', ?2,"
    " iif(value ->> 'payment_days' = '', '', date(?2, '+' || (value ->> 'payment_days') || ' days')), value ->> 'case_id', value ->> 'citizen_id',"
    " value ->> 'provider', value ->> 'payer', value ->> 'month', value ->> 'buyer_reference', value ->> 'order_reference',"
    " value ->> 'accounting_cost', value ->> 'buyer_gln', value ->> 'commitment', value ->> 'seller_cvr', value ->> 'net', value ->> 'vat'"
    " FROM (SELECT ?1 AS value, (SELECT coalesce(max(n), 0) + 1 FROM document) AS n) WHERE value ->> 'action' IN ('issue', 'credit')";
static const char STORE_LINES[] =
    "INSERT INTO line SELECT (SELECT max(n) FROM document), value ->> 'line', value ->> 'service', value ->> 'first_day', value ->> 'last_day',"
    " value ->> 'quantity', value ->> 'unit', value ->> 'unit_price', value ->> 'price_base_quantity', value ->> 'net', value ->> 'vat_category',"
    " value ->> 'vat_rate', value ->> 'vat' FROM json_each(?1, '$.lines')";

static const char LISTED[] = "SELECT number || ' ' || kind || ' ' || month || ' ' || net || ' ' || issued || ' ' || due || ' ' || refers_to || ' ' || reasons"
                             " FROM document ORDER BY n";

static int failed(takst_error *error)
{
    for (size_t i = 0; i < takst_error_count(error); i++) {
        takst_problem problem = TAKST_PROBLEM_INIT;
        if (takst_error_problem(error, i, TAKST_LANGUAGE_ENGLISH, &problem, NULL) == TAKST_STATUS_OK)
            fprintf(stderr, "%.*s\n", (int)problem.message.length, problem.message.data);
    }
    takst_error_free(error);
    return 0;
}

static int failed_sql(sqlite3 *books)
{
    fprintf(stderr, "%s\n", sqlite3_errmsg(books));
    return 0;
}

/* The rows of a query, a line each. */
static char *lines_of(sqlite3 *books, const char *sql, size_t *length)
{
    sqlite3_stmt *query = NULL;
    char *text = calloc(1, 1);
    *length = 0;
    if (sqlite3_prepare_v2(books, sql, -1, &query, NULL) != SQLITE_OK)
        failed_sql(books);
    while (text != NULL && query != NULL && sqlite3_step(query) == SQLITE_ROW) {
        size_t more = (size_t)sqlite3_column_bytes(query, 0);
        char *longer = realloc(text, *length + more + 2);
        if (longer == NULL) {
            free(text);
            text = NULL;
            break;
        }
        text = longer;
        memcpy(text + *length, sqlite3_column_text(query, 0), more);
        text[*length + more] = '\n';
        *length += more + 1;
    }
    sqlite3_finalize(query);
    return text;
}

static int run(sqlite3 *books, const char *sql, const char *action, size_t length, const char *date)
{
    sqlite3_stmt *statement = NULL;
    int well = sqlite3_prepare_v2(books, sql, -1, &statement, NULL) == SQLITE_OK;
    well = well && sqlite3_bind_text(statement, 1, action, (int)length, SQLITE_STATIC) == SQLITE_OK;
    if (well && sqlite3_bind_parameter_count(statement) > 1)
        well = sqlite3_bind_text(statement, 2, date, -1, SQLITE_STATIC) == SQLITE_OK;
    well = well && sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return well ? 1 : failed_sql(books);
}

/* Stores the documents of the actions; prints the action of all else, which somebody must look at. */
static int store(sqlite3 *books, takst_text actions, const char *date)
{
    const char *next = actions.data, *end = actions.data + actions.length;
    while (next < end) {
        const char *newline = memchr(next, '\n', (size_t)(end - next));
        size_t length = (size_t)((newline != NULL ? newline : end) - next);
        if (!run(books, STORE, next, length, date))
            return 0;
        if (sqlite3_changes(books) == 0)
            printf("%.*s\n", (int)length, next);
        else if (!run(books, STORE_LINES, next, length, date))
            return 0;
        next += length + 1;
    }
    return 1;
}

/* Settles the cases up to a month with what is in the books, and stores what is to be issued: one transaction. */
static int settle(sqlite3 *books, const takst_book *book, uint32_t mode, int32_t until, const char *date)
{
    takst_settle_options options = TAKST_SETTLE_OPTIONS_INIT;
    takst_buffer *buffer = NULL;
    takst_error *error = NULL;
    takst_text actions = {NULL, 0};
    size_t length = 0;
    options.mode = mode;
    options.from_month = 202401;
    options.until_month = until;
    options.format = TAKST_FORMAT_CSV;
    if (sqlite3_exec(books, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return failed_sql(books);
    char *standing = lines_of(books, STANDING, &length);
    takst_status status = takst_settle(book, (const uint8_t *)CASES, sizeof CASES - 1, PARTIES, sizeof PARTIES - 1, (const uint8_t *)standing, length,
                                       &options, &buffer, NULL, &error);
    free(standing);
    int well = status == TAKST_STATUS_OK && takst_buffer_text(buffer, &actions, NULL) == TAKST_STATUS_OK && store(books, actions, date);
    if (status != TAKST_STATUS_OK)
        failed(error);
    takst_buffer_free(buffer);
    if (sqlite3_exec(books, well ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        return failed_sql(books);
    return well;
}

static int make_book(const char *text, size_t length, takst_book **book)
{
    const takst_file file = {"shelter.toml", 12, text, length};
    takst_catalogue *catalogue = NULL;
    takst_error *error = NULL;
    takst_status status = takst_catalogue_from_files(&file, 1, &catalogue, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_new(catalogue, NULL, 0, book, &error);
    takst_catalogue_free(catalogue);
    return status == TAKST_STATUS_OK ? 1 : failed(error);
}

int main(int count, char **given)
{
    sqlite3 *books = NULL;
    takst_book *book = NULL, *late = NULL;
    size_t length = 0;
    int well = sqlite3_open(count > 1 ? given[1] : ":memory:", &books) == SQLITE_OK && sqlite3_exec(books, TABLES, NULL, NULL, NULL) == SQLITE_OK;
    if (!well)
        failed_sql(books);
    well = well && make_book(CATALOGUE, sizeof CATALOGUE - 1, &book) && make_book(LATE_CATALOGUE, sizeof LATE_CATALOGUE - 1, &late);
    well = well && settle(books, book, TAKST_SETTLE_MODE_INVOICE, 202401, "2024-02-01");
    well = well && settle(books, book, TAKST_SETTLE_MODE_INVOICE, 202402, "2024-03-01");
    /* Nothing changed: nothing to correct. */
    well = well && settle(books, book, TAKST_SETTLE_MODE_CORRECT, 202402, "2024-03-01");
    /* The tariff of February is decided. Before it is corrected, an invoice run only tells that it differs. */
    well = well && settle(books, late, TAKST_SETTLE_MODE_INVOICE, 202402, "2024-03-15");
    well = well && settle(books, late, TAKST_SETTLE_MODE_CORRECT, 202402, "2024-03-15");
    char *documents = lines_of(books, LISTED, &length);
    printf("%.*s", (int)length, documents != NULL ? documents : "");
    free(documents);
    takst_book_free(late);
    takst_book_free(book);
    sqlite3_close(books);
    return well ? 0 : 1;
}
