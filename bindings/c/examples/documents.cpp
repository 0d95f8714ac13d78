// The program of documents.c in C++: an invoice, its correction, and a claim of the municipality.
//
//     c++ -std=c++17 documents.cpp $(pkg-config --cflags --libs takst) -o documents
#include <iostream>
#include <sstream>
#include <string>
#include <takst.hpp>

namespace {

const char PARTIES[] = R"([[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "F-"
payment_days = 21
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }
[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
format = "oioubl"
street = "Rådhuspladsen"
city = "København V"
postal_code = "1550"
)";

std::string stay(const std::string &last_day)
{
    return "case_id,service,first_day,last_day,payer\nS-1,mandecentret/efterforsorg-basis,2023-03-20," + last_day + ",101\n";
}

// The text of the last field of this name in a JSON object: names are in order, so behind its lines a document has what is its own. A system of yours has a
// JSON library.
std::string field(const std::string &object, const std::string &name)
{
    const std::string key = "\"" + name + "\":\"";
    const auto found = object.rfind(key);
    if (found == std::string::npos)
        return {};
    const auto begins = found + key.size();
    return object.substr(begins, object.find('"', begins) - begins);
}

// All documents so far, an object for each line of each.
struct Books {
    std::string rows;
    int documents = 0;

    // Gives a document the next number, and keeps it. This stay has one line a month.
    void keep(const std::string &action)
    {
        rows += "{\"number\":\"F-" + std::to_string(++documents) + "\"";
        for (const char *name : {"kind", "refers_to", "case_id", "provider", "payer", "month", "service", "first_day", "last_day", "quantity", "unit",
                                 "unit_price", "price_base_quantity", "net", "vat_category", "vat_rate", "vat"})
            rows += ",\"" + std::string(name) + "\":\"" + field(action, name) + "\"";
        rows += "}\n";
    }

    // Settles March: what is missing is issued; to correct, what differs is credited and issued anew.
    void settle(const takst::Book &book, const std::string &cases, takst_settle_mode mode)
    {
        takst_settle_options options = TAKST_SETTLE_OPTIONS_INIT;
        options.mode = mode;
        options.from_month = options.until_month = 202303;
        options.format = TAKST_FORMAT_CSV;
        std::istringstream actions(book.settle(cases, PARTIES, rows, options).actions);
        for (std::string action; std::getline(actions, action);) {
            keep(action);
            std::cout << "F-" << documents;
            for (const char *name : {"kind", "net", "refers_to", "reasons"})
                if (const std::string text = field(action, name); !text.empty())
                    std::cout << ' ' << text;
            std::cout << '\n';
        }
    }
};

} // namespace

int main()
{
    try {
        const takst::Book book;
        Books books;
        books.settle(book, stay("2023-03-31"), TAKST_SETTLE_MODE_INVOICE);
        // The stay ended on the 24th, which was learnt later.
        books.settle(book, stay("2023-03-24"), TAKST_SETTLE_MODE_CORRECT);
        takst_claim_options options = TAKST_CLAIM_OPTIONS_INIT;
        options.payer = 101;
        options.year = 2023;
        options.quarter = 1;
        options.from_month = 202303;
        options.format = TAKST_FORMAT_CSV;
        const std::string claim = book.claim(stay("2023-03-24"), books.rows, {}, options).claim;
        // This claim has one row.
        const auto begins = claim.find("\"rows\":[{");
        const std::string row = claim.substr(begins, claim.find('}', begins) - begins);
        std::cout << "claim";
        for (const char *name : {"month", "net", "refund", "invoiced"})
            std::cout << ' ' << field(row, name);
        std::cout << '\n';
        // A failure is an exception with every problem in both languages.
        try {
            book.claim(stay("2023-03-24"), {}, "{}", options);
            return 1;
        } catch (const takst::Error &error) {
            return error.status() == TAKST_STATUS_DOCUMENTS && error.problems().size() == 1 ? 0 : 1;
        }
    } catch (const takst::Error &error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
