// The binary interface as C# sees it: the layout of every struct and the numbers of every set, line by line, for the tests to compare with C's;
// then what fails, and how it is told. The last line counts the checks.
using System;
using System.Linq;
using System.Runtime.InteropServices;
using Takst;

static class Program
{
    static int passed, failed;

    static void Check(bool holds, string what)
    {
        if (holds) passed++; else { failed++; Console.Error.WriteLine("does not hold: " + what); }
    }

    static Status Fails(Action call, string word)
    {
        try { call(); }
        catch (TakstException told)
        {
            Check(told.Message.Contains(word), told.Message + " has " + word);
            return told.Status;
        }
        return Status.Ok;
    }

    static void Layout()
    {
        var types = typeof(Row).Assembly.GetTypes().Where(type => type.Namespace == "Takst").OrderBy(type => type.Name, StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (type.IsEnum)
                foreach (var value in Enum.GetValues(type)) Console.WriteLine("{0}.{1} = {2}", type.Name, value, (uint)value);
            else if (type.IsValueType)
            {
                Console.WriteLine("{0} {1}", type.Name, Marshal.SizeOf(type));
                foreach (var field in type.GetFields()) Console.WriteLine("{0}.{1} {2}", type.Name, field.Name.TrimEnd('_'), Marshal.OffsetOf(type, field.Name));
            }
        }
    }

    static void Main()
    {
        Layout();
        Error error;
        Native.Check(Native.takst_book_new(new Catalogue(), new Policy(), 0, out Book book, out error), error);
        Check(!book.IsInvalid && error.IsInvalid, "a book and no error");
        Check(Native.takst_abi_version() == 0 && Marshal.PtrToStringAnsi(Native.takst_version()).Contains(".") && Native.takst_version_number() > 0, "versions");

        var id = Native.Utf8("mandecentret/efterforsorg-basis");
        Native.Check(Native.takst_book_service(book, id, (UIntPtr)id.Length, out uint service, out error), error);
        var row = new Row { StructSize = Native.SizeOf<Row>(), Service = service, Payer = 101, FirstDay = 20230320, LastDay = 20230410 };
        var lines = new Line[2];
        lines[0].StructSize = Native.SizeOf<Line>();
        UIntPtr needed;

        // Two months are two lines, and half of them is refunded: twelve days at 545 kr. and ten at 435 kr.
        Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)2, out needed, out error), error);
        Check((int)needed == 2 && lines[0].Net == 12 * 54500 && lines[1].Net == 10 * 43500, "two lines");
        Check(lines[0].UnitPrice == 5450000 && lines[0].Days == 12 && lines[1].FirstDay == 20230401, "fields of a line");
        Check(lines[0].RefundOutcome == Outcome.Refunded && lines[0].Refund * 2 == lines[0].Net, "half is refunded");

        // The array is too small: no error, no line, but how many there are.
        var one = new[] { new Line { StructSize = Native.SizeOf<Line>(), Net = -7 } };
        Check(Native.takst_book_price(book, ref row, one, (UIntPtr)1, out needed, out error) == Status.NeedsMore, "one is too few");
        Check((int)needed == 2 && error.IsInvalid && one[0].Net == -7, "nothing written but the number");

        // A service that was forgotten is no service, and an own payment is not dropped.
        row.Service = 0;
        Check(Fails(() => Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)2, out needed, out error), error, Language.English), "service is 0") == Status.BadValue, "no service");
        row.Service = service;
        row.OwnPaymentPerDay = 2500;
        Check(Fails(() => Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)2, out needed, out error), error), "has_own_payment") == Status.BadValue, "half given");
        row.OwnPaymentPerDay = 0;

        row.LastDay = 20230230;
        Check(Fails(() => Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)2, out needed, out error), error, Language.English), "2023-02-30") == Status.Refused, "30 February");
        row.LastDay = 20230410;
        row.StructSize = 1;
        Check(Fails(() => Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)2, out needed, out error), error), "") == Status.BadSize, "size");
        var unknown = Native.Utf8("smørrebrød");
        Check(Fails(() => Native.Check(Native.takst_book_service(book, unknown, (UIntPtr)unknown.Length, out service, out error), error), "smørrebrød") == Status.NotFound, "service");

        // Text in, text out: one day of a shelter whose price is in the catalogue.
        var cases = Native.Utf8("{\"case_id\":\"S-1\",\"service\":\"pensionatet/cti\",\"first_day\":\"2020-03-01\",\"last_day\":\"2020-03-31\",\"payer\":\"101\"}\n");
        var options = new CaseOptions { StructSize = Native.SizeOf<CaseOptions>() };
        var summary = new Summary { StructSize = Native.SizeOf<Summary>() };
        Takst.Buffer written, report;
        Native.Check(Native.takst_book_price_cases(book, cases, (UIntPtr)cases.Length, ref options, out written, out report, ref summary, out error), error);
        Native.Check(Native.takst_buffer_text(written, out Text text, out error), error);
        Check(text.ToString().Contains("\"S-1\"") && summary.Rows == 1 && summary.Refused == 0, "a case file");
        var sum = System.Security.Cryptography.SHA256.Create().ComputeHash(cases);
        Check(summary.InputSha256.SequenceEqual(sum), "the sum of the input");
        written.Dispose();
        report.Dispose();

        // Two references to one book: it lives until both are given back.
        Native.Check(Native.takst_book_retain(book, out Book same, out error), error);
        book.Dispose();
        Native.Check(Native.takst_book_service(same, id, (UIntPtr)id.Length, out service, out error), error);
        Check(service == row.Service && service > 0, "the same book");
        same.Dispose();
        Console.WriteLine("{0} passed, {1} failed", passed, failed);
        Environment.Exit(failed == 0 ? 0 : 1);
    }
}
