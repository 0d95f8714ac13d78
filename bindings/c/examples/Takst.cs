// takst.h for C#: every struct, every function, a SafeHandle for each handle. Copy this file; it needs nothing else. See ../CSHARP.md.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Takst
{
    public enum Status : uint
    {
        Ok, NeedsMore, BadPointer, BadSize, BadLength, BadUtf8, BadValue, NotFound, Refused, Catalogue, Policy, File, Batch, Io, Panic, Taken,
        NonePriced, Unfinished, InCallback, Parties, Documents,
    }

    public enum Language : uint { Danish, English }

    // generated: sets, by `cargo xtask generate`
    public enum Severity : uint
    {
        None, Error = 1, Warning = 2, Note = 3, Assumption = 4, Condition = 5, Reason = 6, Verdict = 7,
    }

    public enum Unit : uint
    {
        None, Hour = 1, Day = 2, Week = 3, Month = 4, Course = 5,
    }

    public enum Kind : uint
    {
        None, Hour = 1, Day = 2, Week = 3, Month = 4, Course = 5, Agreed = 6, Included = 7, Free = 8,
    }

    public enum VatCategory : uint
    {
        None, Exempt = 1, Standard = 2,
    }

    public enum Outcome : uint
    {
        None, Refunded = 1, NotRefunded = 2, Undetermined = 3,
    }

    public enum RefundRule : uint
    {
        None, Sel109Ophold = 4, Sel110Ophold = 1, Sel110Efterforsorg = 2, Sel85aBostoette = 3,
    }

    public enum Column : uint
    {
        None, CaseId = 1, CitizenId = 2, RowId = 3, Service = 4, FirstDay = 5, LastDay = 6, Payer = 7, Hours = 8, HoursPerWeek = 9, UnitPrice = 10,
        Unit = 11, OwnPaymentPerDay = 12, PriorStayTo = 13, FirstDischarge = 14, DecidedBeforeDischarge = 15, DischargedTo107 = 22, WindowStart = 16,
        WindowDaysUsed = 17, Commitment = 18, CommitmentDate = 19, NotifiedStart = 20, NotifiedEnd = 21, BuyerReference = 23, OrderReference = 24,
        AccountingCost = 25, BuyerGln = 26, HoldReleased = 27, Invoiced = 28,
    }

    public enum Code : uint
    {
        None, TariffNone = 1, TariffEnded = 2, TariffAmbiguous = 3, PriceAgreedMissing = 4, PriceNotAgreed = 5, PriceOverIncludedHours = 6,
        CaseOverlap = 7, CaseConflict = 8, CaseHoursMissing = 9, CaseHoursUndated = 10, CaseDatesReversed = 11, CaseOpenEnd = 12, CaseCprNumber = 13,
        ValueMissing = 14, ValueInvalid = 15, ValueRange = 16, ValuePrecision = 17, ServiceUnknown = 18, OwnPaymentUnit = 19,
        OwnPaymentExceedsPrice = 20, RecordMalformed = 21, LedgerBusy = 22, LedgerDateBackwards = 23, LedgerDateAhead = 24, ImportRefused = 25,
        PlanChanged = 26, ReissueNotStanding = 27, ClaimQuarterBackwards = 28, ClaimQuarterAhead = 29, ColumnUnknown = 101, CommitmentMissing = 102,
        CommitmentLate = 103, CourseTooLong = 104, CourseTooShort = 105, CourseNotAfterStay = 106, HoursDiffer = 107, CapacityExceeded = 108,
        NoticeLate = 109, ServiceIncluded = 110, ServiceFree = 111, RefundUndetermined = 112, RefundCitizenIncomplete = 113, CourseNotCharged = 115,
        CaseBilledElsewhere = 114, OwnPaymentDiffers = 116, StayOverlaps = 118, InvoicedDiffers = 120, InvoiceHeld = 121, PartyMissing = 122,
        InvoiceBilledElsewhere = 123, ReferenceConflict = 124, SellerChanged = 125, SeriesTaken = 126, FileUnreadable = 127,
        SellerNotRegistered = 128, HeadingBelow = 129, HeadingReadAs = 130, RowTotal = 131, RowNoRecord = 132, SheetRead = 133, CellMerged = 134,
        PayerUnknown = 117, RefundNoRule = 201, RefundUnit = 202, RefundBeforeReform = 203, RefundWithinCap = 204, RefundCapReached = 205,
        RefundWindowNotBegun = 206, RefundAftercareBeforeReform = 207, RefundAftercareAfterReform = 208, RefundMovedOut = 209,
        RefundGapTooLong = 210, RefundNoPriorStay = 211, RefundWithinTwoYears = 212, RefundTwoYearsOver = 213, RefundNotDecided = 214,
        RefundDecisionUnknown = 215, RefundDischargedBeforeReform = 216, RefundNoDischarge = 217, RefundNoCap = 218, RefundAfter107 = 219,
        AssumedRollOutDate = 301, AssumedTariffStart = 302, AssumedDayCount = 303, AssumedStartedWeek = 304, AssumedIncludedHours = 305,
        AssumedTariffValidity = 306, AssumedActReplaced = 307, AssumedVatExempt = 308, AssumedVatStandard = 309, AssumedWindowReset = 310,
        AssumedWindow2026 = 311, AssumedWindowResident = 312, AssumedHistoryComplete = 313, AssumedOwnPaymentNone = 314,
        AssumedAftercareRefund = 315, AssumedAftercareUsesNoDays = 316, AssumedCtiGap = 317, AssumedFirstDischarge = 318,
        AssumedNotDischargedTo107 = 319, Assumed109Uncapped = 320, AssumedAftercareAfter = 321, AssumedDischargedBefore = 322,
        CorrectionWithdrawn = 401, CorrectionPayer = 402, CorrectionService = 403, CorrectionPeriod = 404, CorrectionPrice = 405,
        CorrectionVat = 406, CorrectionAmount = 407, CorrectionReferences = 408, VerifyAgrees = 421, VerifyDescribedDifferently = 422,
        VerifyPrice = 423, VerifyQuantity = 424, VerifyPeriod = 425, VerifyService = 426, VerifyPayer = 427, VerifyVat = 428, VerifySum = 429,
        VerifyBilledTwice = 430, VerifyCommitment = 431, VerifyCaseRefused = 432, VerifyAmount = 433, VerifySellerUnknown = 434,
        VerifyCaseUnknown = 435, VerifyCaseAmbiguous = 436, VerifyServiceUnknown = 437, VerifyServiceInferred = 438, VerifyDaysUnknown = 439,
        VerifyDaysFromText = 440, VerifyCreditUnknown = 441, VerifyNotBilled = 442,
    }
    // end of generated

    // A view of memory that belongs to what it was asked of: ToString copies it.
    [StructLayout(LayoutKind.Sequential)]
    public struct Text
    {
        public IntPtr Data;
        public ulong Length;

        public override string ToString()
        {
            if (Data == IntPtr.Zero) return "";
            var bytes = new byte[checked((int)Length)];
            Marshal.Copy(Data, bytes, 0, bytes.Length);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct CodeFacts
    {
        public uint StructSize, Code, Severity, Reserved;
        public Text Text, Meaning;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Problem
    {
        public uint StructSize, Code, Severity, Column;
        public ulong Row;
        public Text CaseId, Value, Message;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct BuildFacts
    {
        public uint StructSize, VersionNumber;
        public Text Version, Target, Profile, Compiler, CatalogueSha256;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct File
    {
        public IntPtr Name;
        public ulong NameLength;
        public IntPtr Data;
        public ulong Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct BookFacts
    {
        public uint StructSize;
        public int AsOf;
        public uint Services, TariffVersions;
        public Text CatalogueSha256, PolicySha256;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceFacts
    {
        public uint StructSize, Kind, RefundRule, Reserved;
        public Text Id, Provider, NameDa, NameEn, LegalBasis, Account;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Row
    {
        public uint StructSize, Service, Payer;
        public int FirstDay, LastDay;
        public uint Unit;
        public long Hours, HoursPerWeek, UnitPrice, OwnPaymentPerDay;
        public uint HasOwnPayment;
        public int PriorStayTo, FirstDischarge;
        public uint DecidedBeforeDischarge;
        public int WindowStart;
        public uint WindowDaysUsed, HasCommitment;
        public int CommitmentDate, NotifiedStart, NotifiedEnd, FromMonth, Until;
        public uint DischargedTo107, Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Line
    {
        public uint StructSize;
        public uint Document;
        // C# lets no field bear the name of its struct.
        public uint Line_;
        public uint Service, Payer;
        public int Month, FirstDay, LastDay;
        public uint Days, Unit;
        public long Quantity, UnitPrice, PriceBaseQuantity, Net, Vat, OwnPayment, Refund, AtStake, Cost, VatRate;
        public uint VatCategory;
        public Outcome RefundOutcome;
        public uint RefundReason, InvoiceHold, TariffVersion, Reserved;
        public ulong Assumptions;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct CaseOptions
    {
        public uint StructSize;
        public uint Format, LinesFormat, Grouping;
        public Language Language;
        public int FromMonth, Until;
        public uint Reserved;
        public DateOrder Dates;
        public uint ReservedForReading;
        public Text Sheet, Map, Pseudonyms;
    }

    public enum DateOrder : uint { Default, Dmy, Mdy, Ymd }

    public enum SettleMode : uint { Invoice, Correct, Reissue }

    [StructLayout(LayoutKind.Sequential)]
    public struct SettleOptions
    {
        public uint StructSize;
        public SettleMode Mode;
        public int FromMonth, UntilMonth, KeptFrom;
        public uint Complete, Format;
        public Language Language;
        public Text Numbers;
        public DateOrder Dates;
        public uint ReservedForReading;
        public Text Sheet, Map, Pseudonyms;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ClaimOptions
    {
        public uint StructSize, Payer;
        public int Year;
        public uint Quarter;
        public int FromMonth, KeptFrom;
        public uint Complete, Format;
        public Language Language;
        public uint Reserved;
        public DateOrder Dates;
        public uint ReservedForReading;
        public Text Sheet, Map, Pseudonyms;
    }

    public enum Dialect : uint { Bis3, Oioubl }

    [StructLayout(LayoutKind.Sequential)]
    public struct VerifyOptions
    {
        public uint StructSize, Format;
        public Language Language;
        public int UntilMonth;
        public ulong Known;
        public Text Services, Pseudonyms;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Summary
    {
        public uint StructSize, Reserved;
        public ulong Rows, Cases, Refused, Lines, Findings;
        public long Net, Vat, OwnPayment, Refund, AtStake, Cost;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 32)]
        public byte[] InputSha256;
        public ulong Priced;
    }

    // BatchOptions.Progress is Marshal.GetFunctionPointerForDelegate of one of these; keep the delegate alive as long as the run.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate uint Progress(IntPtr context, ulong rows, ulong lines);

    [StructLayout(LayoutKind.Sequential)]
    public struct BatchOptions
    {
        public uint StructSize;
        public uint Grouping, Threads, Money, Words;
        public Language Language;
        public uint Findings, Cases;
        public int FromMonth, Until;
        public uint Trusted, Reserved;
        public IntPtr Columns;
        public ulong ColumnsLength;
        public IntPtr Progress, Context;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct RunSummary
    {
        public uint StructSize, Reserved;
        public ulong Rows, Cases, Refused, Lines, UnknownColumns, Priced;
    }

    // `new` without a call that fills it is NULL: the built-in catalogue, the default policy.
    public abstract class Handle : SafeHandle
    {
        protected Handle() : base(IntPtr.Zero, true) { }
        public override bool IsInvalid { get { return handle == IntPtr.Zero; } }
    }

    public sealed class Catalogue : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_catalogue_free(handle); return true; }
    }

    public sealed class Policy : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_policy_free(handle); return true; }
    }

    public sealed class Book : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_book_free(handle); return true; }
    }

    public sealed class Buffer : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_buffer_free(handle); return true; }
    }

    public sealed class Batch : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_batch_free(handle); return true; }
    }

    public sealed class Lines : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_lines_free(handle); return true; }
    }

    public sealed class Error : Handle
    {
        protected override bool ReleaseHandle() { Native.takst_error_free(handle); return true; }
    }

    public sealed class TakstException : Exception
    {
        public readonly Status Status;
        public TakstException(Status status, string message) : base(message) { Status = status; }
    }

    public static class Native
    {
        const string Library = "takst";
        const CallingConvention C = CallingConvention.Cdecl;

        // Ends a call that failed with an exception in the library's words.
        public static void Check(Status status, Error error, Language language = Language.Danish)
        {
            using (error)
            {
                if (status == Status.Ok) return;
                var said = default(Text);
                if (!error.IsInvalid) takst_error_message(error, language, out said, IntPtr.Zero);
                throw new TakstException(status, said.ToString());
            }
        }

        // What StructSize is set to.
        public static uint SizeOf<T>() { return (uint)Marshal.SizeOf(typeof(T)); }

        // Text as it goes in: with its length in bytes.
        public static byte[] Utf8(string text) { return Encoding.UTF8.GetBytes(text); }

        [DllImport(Library, CallingConvention = C)]
        public static extern IntPtr takst_version();
        [DllImport(Library, CallingConvention = C)]
        public static extern uint takst_abi_version();
        [DllImport(Library, CallingConvention = C)]
        public static extern uint takst_version_number();
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_build(ref BuildFacts facts, out Error error);

        [DllImport(Library, CallingConvention = C)]
        public static extern UIntPtr takst_code_count();
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_code_at(UIntPtr index, ref CodeFacts facts, out Error error);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_error_status(Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern UIntPtr takst_error_count(Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_error_problem(Error of, UIntPtr index, Language language, ref Problem problem, out Error error);
        // Asked while another failure is told: what fails here is not said again.
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_error_message(Error of, Language language, out Text message, IntPtr noError);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_error_free(IntPtr error);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_buffer_text(Buffer buffer, out Text text, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_buffer_free(IntPtr buffer);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_catalogue_from_path(byte[] path, UIntPtr pathLength, out Catalogue catalogue, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_catalogue_from_files([In] File[] files, UIntPtr count, out Catalogue catalogue, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern UIntPtr takst_catalogue_remark_count(Catalogue catalogue);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_catalogue_remark(Catalogue catalogue, UIntPtr index, Language language, ref Problem problem, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_catalogue_sha256(Catalogue catalogue, out Text sha256, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_catalogue_free(IntPtr catalogue);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_policy_from_path(byte[] path, UIntPtr pathLength, out Policy policy, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_policy_from_buffer(byte[] name, UIntPtr nameLength, byte[] data, UIntPtr length, out Policy policy, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_policy_with_catalogue_from_path(Catalogue catalogue, byte[] path, UIntPtr pathLength, out Policy policy, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_policy_with_catalogue_from_buffer(Catalogue catalogue, byte[] name, UIntPtr nameLength, byte[] data, UIntPtr length, out Policy policy, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_policy_sha256(Policy policy, out Text sha256, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_policy_free(IntPtr policy);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_new(Catalogue catalogue, Policy policy, int asOf, out Book book, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_retain(Book book, out Book same, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_about(Book book, ref BookFacts facts, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_book_free(IntPtr book);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_service(Book book, byte[] id, UIntPtr idLength, out uint service, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_service_about(Book book, uint service, ref ServiceFacts facts, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_tariff_version(Book book, uint version, out Text label, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_price(Book book, ref Row row, [In, Out] Line[] lines, UIntPtr capacity, out UIntPtr needed, out Error error);
        // What is found is a handle too, where there is anything.
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_check(Book book, ref Row row, out Error findings, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_price_cases(Book book, byte[] cases, UIntPtr length, ref CaseOptions options, out Buffer lines, out Buffer report, ref Summary summary, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_price_files(Book book, Text[] paths, UIntPtr count, ref CaseOptions options, out Buffer lines, out Buffer report, ref Summary summary, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_explain_case_of_files(Book book, Text[] paths, UIntPtr count, ref CaseOptions options, byte[] caseId, UIntPtr caseIdLength, uint page, out Buffer explanation, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_book_explain_case(Book book, byte[] cases, UIntPtr length, ref CaseOptions options, byte[] caseId, UIntPtr caseIdLength, uint page, out Buffer explanation, out Error error);

        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_settle(Book book, byte[] cases, UIntPtr casesLength, byte[] parties, UIntPtr partiesLength, byte[] standing, UIntPtr standingLength, ref SettleOptions options, out Buffer actions, out Buffer report, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_claim(Book book, byte[] cases, UIntPtr casesLength, byte[] billed, UIntPtr billedLength, byte[] claimed, UIntPtr claimedLength, ref ClaimOptions options, out Buffer claim, out Buffer report, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_invoice_read(byte[] invoice, UIntPtr length, Language language, out Buffer json, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_invoice_write(byte[] invoice, UIntPtr length, Dialect dialect, out Buffer xml, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_verify(Book book, byte[] cases, UIntPtr casesLength, byte[] parties, UIntPtr partiesLength, [In] Text[] bills, UIntPtr billCount, ref VerifyOptions options, out Buffer result, out Buffer report, out Error error);

        // Streams are the address of an ArrowArrayStream, such as Apache.Arrow's CArrowArrayStream has.
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_batch_new(Book book, out Batch batch, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_batch_free(IntPtr batch);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_batch_lines(Batch batch, IntPtr cases, ref BatchOptions options, out Lines lines, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_lines_stream(Lines lines, IntPtr stream, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_lines_status(Lines lines, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_lines_refused(Lines lines, IntPtr stream, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_lines_findings(Lines lines, IntPtr stream, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_lines_summary(Lines lines, ref RunSummary summary, out Error error);
        [DllImport(Library, CallingConvention = C)]
        public static extern void takst_lines_free(IntPtr lines);
        [DllImport(Library, CallingConvention = C)]
        public static extern Status takst_batch_totals(Batch batch, IntPtr cases, ref BatchOptions options, IntPtr totals, IntPtr refused, ref RunSummary summary, out Error error);
    }
}
