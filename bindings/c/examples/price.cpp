// One row through the C++ wrapper, one that is refused, and a case file with its explanation.
#include <iostream>
#include <takst.hpp>

int main()
{
    const takst::Book book;
    takst_row row = takst::row();
    row.service = book.service("mandecentret/efterforsorg-basis");
    row.payer = 101;
    row.first_day = 20230320;
    row.last_day = 20230410;
    for (const takst_line &line : book.price(row))
        std::cout << line.month << ' ' << line.net << ' ' << line.refund << '\n';

    row.first_day = 20230230;
    try {
        book.price(row);
        return 1;
    } catch (const takst::Error &error) {
        std::cout << error.what() << '\n';
    }

    const std::string_view cases = "{\"case_id\":\"S-1\",\"service\":\"pensionatet/cti\",\"first_day\":\"2020-03-01\",\"last_day\":\"2020-03-31\","
                                   "\"payer\":\"101\",\"prior_stay_to\":\"2020-02-29\"}\n";
    const takst::Priced priced = book.price_cases(cases);
    std::cout << priced.summary.net << ' ' << priced.summary.refund << '\n';
    return book.explain(cases, "S-1", TAKST_PAGE_TEXT).find("406,00") == std::string::npos;
}
