// takst.hpp: takst.h for C++17. Handles free themselves, a failure is an exception, text is std::string_view or std::string.
//
// Header only: nothing of it is in the library, so it works with every compiler the C header works with.
#ifndef TAKST_HPP
#define TAKST_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "takst.h"

namespace takst {

/// Text of the library's as a view: it lives as long as what it was asked of.
inline std::string_view view(const takst_text &text) { return text.data ? std::string_view(text.data, static_cast<std::size_t>(text.length)) : std::string_view(); }

/// One thing that is wrong, copied out of the error object.
struct Problem {
    std::uint32_t code = TAKST_CODE_NONE;
    std::uint32_t severity = TAKST_SEVERITY_NONE;
    std::uint64_t row = 0;
    std::uint32_t column = TAKST_COLUMN_NONE;
    std::string case_id;
    std::string value;
    std::string danish;
    std::string english;
};

/// Every problem of an error object.
inline std::vector<Problem> problems_of(const takst_error *error)
{
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < takst_error_count(error); i++) {
        takst_problem found = TAKST_PROBLEM_INIT;
        Problem problem;
        if (takst_error_problem(error, i, TAKST_LANGUAGE_DANISH, &found, nullptr) == TAKST_STATUS_OK)
            problem.danish = view(found.message);
        if (takst_error_problem(error, i, TAKST_LANGUAGE_ENGLISH, &found, nullptr) == TAKST_STATUS_OK) {
            problem.english = view(found.message);
            problem.case_id = view(found.case_id);
            problem.value = view(found.value);
            problem.code = found.code;
            problem.severity = found.severity;
            problem.row = found.row;
            problem.column = found.column;
        }
        problems.push_back(std::move(problem));
    }
    return problems;
}

/// A call that failed. `what()` is the first problem in English: an error, where there is one.
class Error : public std::runtime_error {
public:
    Error(takst_status status, std::vector<Problem> problems)
        : std::runtime_error(problems.empty() ? "takst: status " + std::to_string(status) : problems.front().english), status_(status),
          problems_(std::move(problems))
    {
    }
    takst_status status() const noexcept { return status_; }
    const std::vector<Problem> &problems() const noexcept { return problems_; }

private:
    takst_status status_;
    std::vector<Problem> problems_;
};

namespace detail {

template <typename T, void (*Free)(T *)> struct Freed {
    void operator()(T *handle) const noexcept { Free(handle); }
};
template <typename T, void (*Free)(T *)> using Owned = std::unique_ptr<T, Freed<T, Free>>;

/// Runs a call that takes `takst_error **`; throws where it failed.
template <typename Call> void checked(Call call)
{
    takst_error *error = nullptr;
    const takst_status status = call(&error);
    const Owned<takst_error, takst_error_free> owned(error);
    if (status != TAKST_STATUS_OK)
        throw Error(status, problems_of(error));
}

/// Texts as the library reads them; they live as long as the strings.
inline std::vector<takst_text> texts(const std::vector<std::string> &strings)
{
    std::vector<takst_text> texts;
    for (const std::string &string : strings)
        texts.push_back(takst_text{string.data(), string.size()});
    return texts;
}

} // namespace detail

/// Tariffs of one's own, laid over the built-in ones.
class Catalogue {
public:
    static Catalogue from_path(std::string_view path)
    {
        takst_catalogue *made = nullptr;
        detail::checked([&](takst_error **error) { return takst_catalogue_from_path(path.data(), path.size(), &made, error); });
        return Catalogue(made);
    }
    const takst_catalogue *get() const noexcept { return handle_.get(); }

private:
    explicit Catalogue(takst_catalogue *handle) : handle_(handle) {}
    detail::Owned<takst_catalogue, takst_catalogue_free> handle_;
};

/// Answers to the open questions.
class Policy {
public:
    static Policy from_path(std::string_view path)
    {
        takst_policy *made = nullptr;
        detail::checked([&](takst_error **error) { return takst_policy_from_path(path.data(), path.size(), &made, error); });
        return Policy(made);
    }
    static Policy from_text(std::string_view name, std::string_view text)
    {
        takst_policy *made = nullptr;
        detail::checked([&](takst_error **error) { return takst_policy_from_buffer(name.data(), name.size(), text.data(), text.size(), &made, error); });
        return Policy(made);
    }
    /// For a catalogue of one's own, whose questions the file may answer.
    static Policy from_text(std::string_view name, std::string_view text, const Catalogue &catalogue)
    {
        takst_policy *made = nullptr;
        detail::checked([&](takst_error **error) {
            return takst_policy_with_catalogue_from_buffer(catalogue.get(), name.data(), name.size(), text.data(), text.size(), &made, error);
        });
        return Policy(made);
    }
    static Policy from_path(std::string_view path, const Catalogue &catalogue)
    {
        takst_policy *made = nullptr;
        detail::checked([&](takst_error **error) {
            return takst_policy_with_catalogue_from_path(catalogue.get(), path.data(), path.size(), &made, error);
        });
        return Policy(made);
    }
    const takst_policy *get() const noexcept { return handle_.get(); }

private:
    explicit Policy(takst_policy *handle) : handle_(handle) {}
    detail::Owned<takst_policy, takst_policy_free> handle_;
};

/// A row with its size set and nothing given.
inline takst_row row()
{
    return TAKST_ROW_INIT;
}

/// What a case file came to. `status` is TAKST_STATUS_OK, or TAKST_STATUS_NONE_PRICED where no case was priced.
struct Priced {
    takst_status status = TAKST_STATUS_OK;
    std::string lines;
    std::string report;
    takst_summary summary = TAKST_SUMMARY_INIT;
};

/// What settling came to. `status` is TAKST_STATUS_OK, or TAKST_STATUS_NONE_PRICED where no case was priced.
struct Settled {
    takst_status status = TAKST_STATUS_OK;
    /// JSON Lines, an object for each action.
    std::string actions;
    std::string report;
};

/// A claim. `status` is TAKST_STATUS_OK, or TAKST_STATUS_NONE_PRICED where no case was priced.
struct Claimed {
    takst_status status = TAKST_STATUS_OK;
    /// A JSON object.
    std::string claim;
    std::string report;
};

/// Catalogue, policy and state of knowledge, compiled. A copy is the same book: give each thread one of its own, or a reference.
class Book {
public:
    Book() : Book(nullptr, nullptr, 0) {}
    explicit Book(const Policy &policy, std::int32_t as_of = 0) : Book(nullptr, policy.get(), as_of) {}
    explicit Book(const Catalogue &catalogue, std::int32_t as_of = 0) : Book(catalogue.get(), nullptr, as_of) {}
    Book(const Catalogue &catalogue, const Policy &policy, std::int32_t as_of = 0) : Book(catalogue.get(), policy.get(), as_of) {}

    /// The number of a service.
    std::uint32_t service(std::string_view id) const
    {
        std::uint32_t found = 0;
        detail::checked([&](takst_error **error) { return takst_book_service(get(), id.data(), id.size(), &found, error); });
        return found;
    }

    /// The lines of one row.
    std::vector<takst_line> price(const takst_row &row) const
    {
        std::array<takst_line, 16> few;
        few[0] = TAKST_LINE_INIT;
        std::size_t needed = 0;
        takst_error *error = nullptr;
        takst_status status = takst_book_price(get(), &row, few.data(), few.size(), &needed, &error);
        if (status == TAKST_STATUS_OK)
            return std::vector<takst_line>(few.begin(), few.begin() + static_cast<std::ptrdiff_t>(needed));
        const detail::Owned<takst_error, takst_error_free> owned(error);
        if (status != TAKST_STATUS_NEEDS_MORE)
            throw Error(status, problems_of(error));
        std::vector<takst_line> lines(needed);
        lines[0] = TAKST_LINE_INIT;
        detail::checked([&](takst_error **again) { return takst_book_price(get(), &row, lines.data(), lines.size(), &needed, again); });
        return lines;
    }

    /// Warnings and notes of one row.
    std::vector<Problem> check(const takst_row &row) const
    {
        takst_error *findings = nullptr;
        detail::checked([&](takst_error **error) { return takst_book_check(get(), &row, &findings, error); });
        const detail::Owned<takst_error, takst_error_free> owned(findings);
        return problems_of(findings);
    }

    /// Lines and report of a case file in memory.
    Priced price_cases(std::string_view cases, const takst_case_options *options = nullptr) const
    {
        takst_buffer *lines = nullptr, *report = nullptr;
        Priced priced;
        takst_error *error = nullptr;
        priced.status = takst_book_price_cases(get(), bytes(cases), cases.size(), options, &lines, &report, &priced.summary, &error);
        answered(priced.status, error);
        const OwnedBuffer owned_lines(lines), owned_report(report);
        priced.lines = copied(lines);
        priced.report = copied(report);
        return priced;
    }

    /// Lines and report of case files on the disk, read as one.
    Priced price_files(const std::vector<std::string> &paths, const takst_case_options *options = nullptr) const
    {
        takst_buffer *lines = nullptr, *report = nullptr;
        Priced priced;
        takst_error *error = nullptr;
        const std::vector<takst_text> texts = detail::texts(paths);
        priced.status = takst_book_price_files(get(), texts.data(), texts.size(), options, &lines, &report, &priced.summary, &error);
        answered(priced.status, error);
        const OwnedBuffer owned_lines(lines), owned_report(report);
        priced.lines = copied(lines);
        priced.report = copied(report);
        return priced;
    }

    /// Settles a case file with `standing`, all documents so far: tells which invoices and credit notes to issue, without numbers.
    Settled settle(std::string_view cases, std::string_view parties, std::string_view standing, const takst_settle_options &options) const
    {
        takst_buffer *actions = nullptr, *report = nullptr;
        Settled settled;
        takst_error *error = nullptr;
        settled.status = takst_settle(get(), bytes(cases), cases.size(), parties.data(), parties.size(), bytes(standing), standing.size(), &options,
                                      &actions, &report, &error);
        answered(settled.status, error);
        const OwnedBuffer owned_actions(actions), owned_report(report);
        settled.actions = copied(actions);
        settled.report = copied(report);
        return settled;
    }

    /// Claims state refund for a quarter. `billed` are invoices and credit notes received, else issued; `claimed` the rows of all earlier claims.
    Claimed claim(std::string_view cases, std::string_view billed, std::string_view claimed, const takst_claim_options &options) const
    {
        takst_buffer *object = nullptr, *report = nullptr;
        Claimed made;
        takst_error *error = nullptr;
        made.status = takst_claim(get(), bytes(cases), cases.size(), bytes(billed), billed.size(), bytes(claimed), claimed.size(), &options, &object,
                                  &report, &error);
        answered(made.status, error);
        const OwnedBuffer owned_object(object), owned_report(report);
        made.claim = copied(object);
        made.report = copied(report);
        return made;
    }

    /// The explanation of one case of a case file in memory; `page` is one of `takst_page`.
    std::string explain(std::string_view cases, std::string_view case_id, std::uint32_t page, const takst_case_options *options = nullptr) const
    {
        takst_buffer *text = nullptr;
        detail::checked([&](takst_error **error) {
            return takst_book_explain_case(get(), bytes(cases), cases.size(), options, case_id.data(), case_id.size(), page, &text, error);
        });
        const OwnedBuffer owned(text);
        return copied(text);
    }

    /// The explanation of one case of case files on the disk.
    std::string explain_files(const std::vector<std::string> &paths, std::string_view case_id, std::uint32_t page,
                              const takst_case_options *options = nullptr) const
    {
        takst_buffer *text = nullptr;
        const std::vector<takst_text> texts = detail::texts(paths);
        detail::checked([&](takst_error **error) {
            return takst_book_explain_case_of_files(get(), texts.data(), texts.size(), options, case_id.data(), case_id.size(), page, &text, error);
        });
        const OwnedBuffer owned(text);
        return copied(text);
    }

    /// The same book, which lives until the last of them ends.
    Book(const Book &other) : handle_(nullptr)
    {
        takst_book *same = nullptr;
        detail::checked([&](takst_error **error) { return takst_book_retain(other.get(), &same, error); });
        handle_.reset(same);
    }
    Book(Book &&other) noexcept = default;
    Book &operator=(Book other) noexcept
    {
        handle_.swap(other.handle_);
        return *this;
    }
    ~Book() = default;

    const takst_book *get() const noexcept { return handle_.get(); }

private:
    Book(const takst_catalogue *catalogue, const takst_policy *policy, std::int32_t as_of)
    {
        takst_book *made = nullptr;
        detail::checked([&](takst_error **error) { return takst_book_new(catalogue, policy, as_of, &made, error); });
        handle_.reset(made);
    }

    using OwnedBuffer = detail::Owned<takst_buffer, takst_buffer_free>;

    static const std::uint8_t *bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t *>(text.data()); }

    /// Frees the error of a call; throws where the call wrote no results.
    static void answered(takst_status status, takst_error *error)
    {
        const detail::Owned<takst_error, takst_error_free> owned(error);
        if (status != TAKST_STATUS_OK && status != TAKST_STATUS_NONE_PRICED)
            throw Error(status, problems_of(error));
    }

    static std::string copied(const takst_buffer *buffer)
    {
        takst_text text{};
        detail::checked([&](takst_error **error) { return takst_buffer_text(buffer, &text, error); });
        return std::string(view(text));
    }

    detail::Owned<takst_book, takst_book_free> handle_;
};

} // namespace takst

#endif
