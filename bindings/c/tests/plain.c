/* One period through the interface of plain values, written as the runner of the vectors compares it:
 *
 *     plain CATALOGUE|- POLICY|- AS_OF SERVICE [field=number ...]
 *
 * Fields are those of takst_row. Each line comes out as `line` with field=value, each fault or finding as `problem` with its severity, code, column and
 * value. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <takst.h>

struct field {
    const char *name;
    size_t at;
    size_t size;
};

#define FIELD(name)                                                                                                                                  \
    {                                                                                                                                                \
        #name, offsetof(takst_row, name), sizeof(((takst_row *)0)->name)                                                                           \
    }

static const struct field FIELDS[] = {
    FIELD(payer),          FIELD(first_day),         FIELD(last_day),        FIELD(hours),           FIELD(hours_per_week),
    FIELD(unit_price),     FIELD(unit),              FIELD(has_own_payment), FIELD(prior_stay_to),   FIELD(own_payment_per_day),
    FIELD(first_discharge), FIELD(window_start),     FIELD(window_days_used), FIELD(has_commitment), FIELD(decided_before_discharge),
    FIELD(commitment_date), FIELD(notified_start),   FIELD(notified_end),    FIELD(from_month),      FIELD(until),
    FIELD(discharged_to_107)};

/* Returns 0 for a field that is not one. */
static int set(takst_row *row, const char *word)
{
    const char *value = strchr(word, '=');
    for (size_t i = 0; value != NULL && i < sizeof FIELDS / sizeof FIELDS[0]; i++) {
        size_t length = strlen(FIELDS[i].name);
        if (length != (size_t)(value - word) || strncmp(word, FIELDS[i].name, length) != 0)
            continue;
        int64_t wide = strtoll(value + 1, NULL, 10);
        int32_t narrow = (int32_t)wide;
        const void *from = FIELDS[i].size == sizeof wide ? (const void *)&wide : (const void *)&narrow;
        memcpy((char *)row + FIELDS[i].at, from, FIELDS[i].size);
        return 1;
    }
    return 0;
}

/* The text of a code. */
static takst_text code_text(uint32_t code)
{
    takst_code_facts facts;
    facts.struct_size = sizeof facts;
    for (size_t i = 0; i < takst_code_count(); i++)
        if (takst_code_at(i, &facts, NULL) == TAKST_STATUS_OK && facts.code == code)
            return facts.text;
    return (takst_text){NULL, 0};
}

static void put(const char *name, takst_text text)
{
    printf("\t%s=%.*s", name, (int)text.length, text.data != NULL ? text.data : "");
}

static void put_problems(const takst_error *error)
{
    for (size_t i = 0; i < takst_error_count(error); i++) {
        takst_problem problem;
        problem.struct_size = sizeof problem;
        if (takst_error_problem(error, i, TAKST_LANGUAGE_ENGLISH, &problem, NULL) != TAKST_STATUS_OK)
            continue;
        printf("problem\tseverity=%" PRIu32, problem.severity);
        put("code", code_text(problem.code));
        printf("\tcolumn=%" PRIu32, problem.column);
        put("value", problem.value);
        printf("\n");
    }
}

static void put_line(const takst_book *book, const takst_line *line)
{
    takst_service_facts service;
    takst_text version = {NULL, 0};
    service.struct_size = sizeof service;
    takst_book_service_about(book, line->service, &service, NULL);
    takst_book_tariff_version(book, line->tariff_version, &version, NULL);
    printf("line\tline=%" PRIu32 "\tpayer=%" PRIu32 "\tmonth=%" PRId32, line->line, line->payer, line->month);
    printf("\tfirst_day=%" PRId32 "\tlast_day=%" PRId32 "\tdays=%" PRIu32, line->first_day, line->last_day, line->days);
    printf("\tquantity=%" PRId64 "\tunit=%" PRIu32 "\tunit_price=%" PRId64, line->quantity, line->unit, line->unit_price);
    printf("\tprice_base_quantity=%" PRId64 "\tnet=%" PRId64 "\tvat=%" PRId64, line->price_base_quantity, line->net, line->vat);
    printf("\tvat_category=%" PRIu32 "\tvat_rate=%" PRId64 "\town_payment=%" PRId64, line->vat_category, line->vat_rate, line->own_payment);
    printf("\trefund=%" PRId64 "\tat_stake=%" PRId64 "\tcost=%" PRId64, line->refund, line->at_stake, line->cost);
    printf("\trefund_outcome=%" PRIu32 "\trefund_rule=%" PRIu32, line->refund_outcome, service.refund_rule);
    put("service", service.id);
    put("provider", service.provider);
    put("legal_basis", service.legal_basis);
    put("account", service.account);
    put("refund_reason", code_text(line->refund_reason));
    put("invoice_hold", code_text(line->invoice_hold));
    put("tariff_version", version);
    printf("\tassumptions=");
    for (size_t i = 0; i < takst_code_count(); i++) {
        takst_code_facts facts;
        facts.struct_size = sizeof facts;
        takst_code_at(i, &facts, NULL);
        if (facts.severity == TAKST_SEVERITY_ASSUMPTION && TAKST_RESTS_ON(*line, facts.code))
            printf("%.*s;", (int)facts.text.length, facts.text.data);
    }
    printf("\n");
}

static int failed(const takst_error *error)
{
    put_problems(error);
    return 2;
}

int main(int count, char **words)
{
    takst_catalogue *catalogue = NULL;
    takst_policy *policy = NULL;
    takst_book *book = NULL;
    takst_error *error = NULL, *findings = NULL;
    takst_line lines[512];
    takst_row row = TAKST_ROW_INIT;
    size_t needed = 0;
    if (count < 5)
        return 2;
    if (strcmp(words[1], "-") != 0 && takst_catalogue_from_path(words[1], strlen(words[1]), &catalogue, &error) != TAKST_STATUS_OK)
        return failed(error);
    if (strcmp(words[2], "-") != 0 && takst_policy_from_path(words[2], strlen(words[2]), &policy, &error) != TAKST_STATUS_OK)
        return failed(error);
    if (takst_book_new(catalogue, policy, (int32_t)strtol(words[3], NULL, 10), &book, &error) != TAKST_STATUS_OK)
        return failed(error);
    if (takst_book_service(book, words[4], strlen(words[4]), &row.service, &error) != TAKST_STATUS_OK)
        return failed(error);
    for (int i = 5; i < count; i++)
        if (!set(&row, words[i]))
            return 2;
    lines[0].struct_size = sizeof lines[0];
    takst_status status = takst_book_price(book, &row, lines, sizeof lines / sizeof lines[0], &needed, &error);
    for (size_t i = 0; status == TAKST_STATUS_OK && i < needed; i++)
        put_line(book, &lines[i]);
    put_problems(error);
    if (status == TAKST_STATUS_OK && takst_book_check(book, &row, &findings, &error) == TAKST_STATUS_OK)
        put_problems(findings);
    takst_error_free(findings);
    takst_error_free(error);
    takst_book_free(book);
    takst_policy_free(policy);
    takst_catalogue_free(catalogue);
    return status == TAKST_STATUS_OK || status == TAKST_STATUS_REFUSED ? 0 : 2;
}
