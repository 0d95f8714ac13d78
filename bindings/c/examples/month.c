/* A stay invoiced month by month: each month is priced with the whole stay, from its first day on, because refund days are counted from there. */
#include <stdio.h>
#include <string.h>
#include <takst.h>

/* A day of a stay costs 1,000 kr.; the state refunds half of it for at most 120 days. */
static const char CATALOGUE[] =
    "[provider]\nid = \"shelter\"\nname = \"Shelter\"\n"
    "[[service]]\nid = \"shelter/stay\"\nname = { da = \"Ophold\", en = \"Stay\" }\nlegal_basis = \"SEL § 110\"\n"
    "kind = \"day\"\nvat = \"exempt\"\nrefund = \"sel-110-ophold\"\n"
    "[[service.tariff]]\nfrom = \"2024-01-01\"\nprice = \"1000.00\"\nsource = \"price list 2024\"\n";

static const char *outcome_name(uint32_t outcome)
{
    return outcome == TAKST_OUTCOME_REFUNDED ? "refunded" : outcome == TAKST_OUTCOME_NOT_REFUNDED ? "not refunded" : "undetermined";
}

/* Prices one month of the stay and prints its lines. */
static takst_status print_month(const takst_book *book, takst_row stay, int32_t month, int32_t last_day, takst_error **error)
{
    takst_line lines[24] = {TAKST_LINE_INIT};
    size_t count = 0;
    stay.from_month = month; /* The first month shown. The days before it count all the same. */
    stay.until = last_day;   /* The last day charged. */
    takst_status status = takst_book_price(book, &stay, lines, 24, &count, error);
    for (size_t i = 0; status == TAKST_STATUS_OK && i < count; i++) {
        printf("%d: %u days, net %lld, refund %lld, %s", (int)lines[i].month, (unsigned)lines[i].days, (long long)lines[i].net, (long long)lines[i].refund,
               outcome_name(lines[i].refund_outcome));
        if (lines[i].at_stake != 0)
            printf(", at stake %lld", (long long)lines[i].at_stake);
        if (TAKST_RESTS_ON(lines[i], TAKST_CODE_ASSUMED_HISTORY_COMPLETE))
            printf(", if no other days were used");
        printf("\n");
    }
    return status;
}

int main(void)
{
    static const int32_t last_days[] = {20240131, 20240229, 20240331, 20240430, 20240531, 20240630, 20240731};
    const takst_file file = {"shelter.toml", 12, CATALOGUE, sizeof CATALOGUE - 1};
    takst_error *error = NULL;
    takst_catalogue *catalogue = NULL;
    takst_book *book = NULL;
    takst_row stay = TAKST_ROW_INIT;
    takst_status status = takst_catalogue_from_files(&file, 1, &catalogue, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_new(catalogue, NULL, 0, &book, &error);
    if (status == TAKST_STATUS_OK)
        status = takst_book_service(book, "shelter/stay", 12, &stay.service, &error);
    stay.payer = 101;
    stay.first_day = 20240101; /* The first day of the stay, in every month. Its last day is open: 0. */
    for (size_t i = 0; status == TAKST_STATUS_OK && i < 7; i++)
        status = print_month(book, stay, last_days[i] / 100, last_days[i], &error);
    if (status != TAKST_STATUS_OK) {
        takst_text said = {NULL, 0};
        takst_error_message(error, TAKST_LANGUAGE_ENGLISH, &said, NULL);
        fprintf(stderr, "%.*s\n", (int)said.length, said.data ? said.data : "");
        takst_error_free(error);
    }
    takst_book_free(book);
    takst_catalogue_free(catalogue);
    return status != TAKST_STATUS_OK;
}
