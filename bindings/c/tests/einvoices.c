/* Electronic invoices: read as JSON, written, and compared with cases; mistakes of callers are refused with a reason. */
#include "check.h"

static const char PARTIES[] = "[[seller]]\nprovider = \"mandecentret\"\nname = \"M\"\ncvr = \"12345674\"\nvat_registered = false\nseries = \"M-\"\n"
                              "payment_days = 21\nstreet = \"P\"\nbuilding_number = \"1\"\ncity = \"K\"\npostal_code = \"1000\"\n"
                              "endpoint = \"cvr\"\ncontact = { name = \"B\" }\nbank = { registration = \"1234\", account = \"1234567890\" }\n"
                              "[[buyer]]\npayer = \"101\"\nname = \"K\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n"
                              "format = \"oioubl\"\nstreet = \"R\"\ncity = \"K\"\npostal_code = \"1550\"\n";
/* The pseudonym of 010203-1234 by the key below; 31 days at 435.00 are 13485.00. */
static const char CASES[] = "case_id,citizen_id,service,first_day,last_day,payer\n"
                            "S-1,B-1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\n"
                            "S-2,p-nycsbfwjxnjwwnvrmfvz,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\n";
static const char KEY[] = "takst-pseudonyms-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

#define UBL "urn:oasis:names:specification:ubl:schema:xsd:"
#define INVOICE(number, note, net)                                                                                                                   \
    "<Invoice xmlns=\"" UBL "Invoice-2\" xmlns:a=\"" UBL "CommonAggregateComponents-2\" xmlns:b=\"" UBL "CommonBasicComponents-2\">"                 \
    "<b:CustomizationID>OIOUBL-2.1</b:CustomizationID><b:ID>" number "</b:ID><b:IssueDate>2024-02-01</b:IssueDate>"                                  \
    "<b:DocumentCurrencyCode>DKK</b:DocumentCurrencyCode>"                                                                                           \
    "<a:AccountingSupplierParty><a:Party><b:EndpointID schemeID=\"DK:CVR\">DK12345674</b:EndpointID></a:Party></a:AccountingSupplierParty>"          \
    "<a:AccountingCustomerParty><a:Party><b:EndpointID schemeID=\"GLN\">5798009800275</b:EndpointID></a:Party></a:AccountingCustomerParty>"          \
    "<a:InvoiceLine><b:ID>1</b:ID><b:Note>" note "</b:Note><b:LineExtensionAmount currencyID=\"DKK\">" net "</b:LineExtensionAmount>"                \
    "<a:InvoicePeriod><b:StartDate>2024-01-01</b:StartDate><b:EndDate>2024-01-31</b:EndDate></a:InvoicePeriod>"                                      \
    "<a:Item><b:Name>Basis efterforsorg</b:Name></a:Item></a:InvoiceLine></Invoice>"

/* Whether a buffer has these words. */
static int has(takst_buffer *buffer, const char *words)
{
    takst_text text = {NULL, 0};
    return takst_buffer_text(buffer, &text, NULL) == TAKST_STATUS_OK && check_has(text, words);
}

static takst_text text_of(const char *text)
{
    takst_text of = {NULL, 0};
    of.data = text;
    of.length = strlen(text);
    return of;
}

static takst_status read_invoice(const char *invoice, takst_buffer **json, takst_error **error)
{
    return takst_invoice_read((const uint8_t *)invoice, strlen(invoice), TAKST_LANGUAGE_ENGLISH, json, error);
}

static takst_status write_invoice(const char *invoice, uint32_t dialect, takst_buffer **xml, takst_error **error)
{
    return takst_invoice_write(invoice, strlen(invoice), dialect, xml, error);
}

static void reading(void)
{
    takst_buffer *json = NULL;
    CHECK(read_invoice(INVOICE("F-17", "Borger 010203-1234", "13485.00"), &json, NULL) == TAKST_STATUS_OK);
    CHECK(has(json, "\"dialect\":\"oioubl\"") && has(json, "\"number\":\"F-17\"") && has(json, "\"net\":\"13485\""));
    CHECK(has(json, "\"value\":\"12345674\"") && has(json, "\"first\":\"2024-01-01\"") && has(json, "\"adds_up\":true"));
    CHECK(has(json, "Borger xxxxxx-xxxx") && !has(json, "010203"));
    takst_buffer_free(json);
    CHECK(read_invoice(INVOICE("F-17", "S-1", "13.485,00"), &json, NULL) == TAKST_STATUS_OK);
    CHECK(has(json, "cannot be read and counts as absent"));
    takst_buffer_free(json);
    json = NULL;
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "it is a PDF", read_invoice("%PDF-1.7", &json, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "line 1", read_invoice("<Invoice>", &json, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "it has a DTD", read_invoice("<!DOCTYPE Invoice [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Invoice/>", &json, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "the file is empty", read_invoice("", &json, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, takst_invoice_read(NULL, 4, TAKST_LANGUAGE_ENGLISH, &json, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, read_invoice("<a/>", NULL, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, takst_invoice_read((const uint8_t *)"<a/>", 4, 2, &json, &error));
    CHECK(json == NULL);
}

static void writing(void)
{
    takst_buffer *xml = NULL;
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "missing field `kind`", write_invoice("{}", TAKST_DIALECT_BIS3, &xml, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "unknown field", write_invoice("{\"kind\":\"invoice\",\"nett\":\"1\"}", TAKST_DIALECT_BIS3, &xml, &error));
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "The number is missing", write_invoice("{\"kind\":\"invoice\"}", TAKST_DIALECT_OIOUBL, &xml, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, write_invoice("{\"kind\":\"invoice\"}", 2, &xml, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_UTF8, write_invoice("\xff", TAKST_DIALECT_BIS3, &xml, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, write_invoice("{}", TAKST_DIALECT_BIS3, NULL, &error));
    CHECK(xml == NULL);
}

static takst_status verify(const takst_book *book, const takst_text *bills, size_t count, const takst_verify_options *options, takst_buffer **result,
                           takst_error **error)
{
    return takst_verify(book, (const uint8_t *)CASES, strlen(CASES), PARTIES, strlen(PARTIES), bills, count, options, result, NULL, error);
}

static void control(const takst_book *book)
{
    takst_verify_options options = TAKST_VERIFY_OPTIONS_INIT;
    takst_buffer *result = NULL;
    takst_text bills[3];
    options.format = TAKST_FORMAT_CSV;
    options.language = TAKST_LANGUAGE_ENGLISH;
    bills[0] = text_of(INVOICE("F-17", "Sag S-1", "13485.00"));
    bills[1] = text_of("{\"invoice\":\"F-18\",\"seller\":\"mandecentret\",\"case_id\":\"S-2\",\"first_day\":\"2024-01-01\",\"last_day\":\"2024-01-31\",\"net\":\"13485.00\"}\n");
    CHECK(verify(book, bills, 2, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "\"all_agree\":true") && has(result, "\"invoice\":\"F-17\"") && has(result, "\"invoice\":\"F-18\"") && has(result, "\"unread\":[]"));
    CHECK(has(result, "\"notes\":[]"));
    takst_buffer_free(result);
    /* A buyer that the parties do not have: the payer of the case counts, and it is said. */
    char other[] = INVOICE("F-17", "Sag S-1", "13485.00");
    memcpy(strstr(other, "5798009800275"), "5790000121526", 13);
    bills[0] = text_of(other);
    CHECK(verify(book, bills, 2, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "\"all_agree\":true") && has(result, "bills[0]: note: the parties file does not have exactly one buyer with GLN 5790000121526"));
    takst_buffer_free(result);
    /* A price that is not ours, a bill that cannot be read, and one given twice. */
    bills[1] = text_of("<html/>");
    bills[2] = bills[0] = text_of(INVOICE("F-17", "Sag S-1", "13795.00"));
    CHECK(verify(book, bills, 3, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "\"all_agree\":false") && has(result, "\"difference\":\"310.00\"") && has(result, "\"bill\":1") && has(result, "it is a web page"));
    CHECK(has(result, "verify.not-billed") && !has(result, "verify.billed-twice"));
    takst_buffer_free(result);
    /* The same days on another number: the first was received before. */
    bills[0] = text_of(INVOICE("F-16", "Sag S-1", "13485.00"));
    bills[1] = text_of(INVOICE("F-17", "Sag S-1", "13485.00"));
    options.known = 1;
    CHECK(verify(book, bills, 2, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "verify.billed-twice") && has(result, "\"invoice\":\"F-16;F-17\""));
    takst_buffer_free(result);
    options.known = 0;
    /* A citizen is found by the key, and the number is shown to nobody. */
    bills[0] = text_of(INVOICE("F-17", "Borger 010203 1234", "13485.00"));
    CHECK(verify(book, bills, 1, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "verify.case-unknown") && !has(result, "010203"));
    takst_buffer_free(result);
    options.pseudonyms = text_of(KEY);
    CHECK(verify(book, bills, 1, &options, &result, NULL) == TAKST_STATUS_OK);
    CHECK(has(result, "\"case_id\":\"S-2\"") && has(result, "\"all_agree\":true") && !has(result, "010203"));
    takst_buffer_free(result);
    result = NULL;
    options.pseudonyms = text_of("a key");
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "pseudonyms", verify(book, bills, 1, &options, &result, &error));
    options.pseudonyms = text_of("");
    options.services = text_of("[mandecentrum]\n\"a\" = \"b\"\n");
    CHECK_FAILS(TAKST_STATUS_PARTIES, verify(book, bills, 1, &options, &result, &error));
    options.services = text_of("");
    bills[0] = text_of("%PDF-1.7");
    CHECK_FAILS(TAKST_STATUS_DOCUMENTS, verify(book, bills, 1, &options, &result, &error));
    bills[0] = text_of("{\"invoice\":\"F-1\"}\n");
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "required columns are missing: seller, case_id, net", verify(book, bills, 1, &options, &result, &error));
    bills[0] = text_of("{\"invoice\":\"F-1\",\"seller\":\"m\",\"case_id\":\"S-1\",\"net\":\"1,5\"}\n");
    CHECK_SAYS(TAKST_STATUS_DOCUMENTS, "row 1, column net", verify(book, bills, 1, &options, &result, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_VALUE, verify(book, bills, 0, &options, &result, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, verify(book, NULL, 1, &options, &result, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, verify(book, bills, 1, NULL, &result, &error));
    CHECK_FAILS(TAKST_STATUS_BAD_POINTER, verify(book, bills, 1, &options, NULL, &error));
    options.until_month = 202413;
    CHECK_SAYS(TAKST_STATUS_BAD_VALUE, "until_month", verify(book, bills, 1, &options, &result, &error));
    CHECK(result == NULL);
}

int main(void)
{
    takst_book *book = check_book();
    reading();
    writing();
    control(book);
    takst_book_free(book);
    return check_end();
}
