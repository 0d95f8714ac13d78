using System;
using Takst;

static class Program
{
    static void Main()
    {
        Native.Check(Native.takst_book_new(new Catalogue(), new Policy(), 0, out Book book, out Error error), error);
        using (book)
        {
            var id = Native.Utf8("mandecentret/efterforsorg-basis");
            Native.Check(Native.takst_book_service(book, id, (UIntPtr)id.Length, out uint service, out error), error);
            var row = new Row { StructSize = Native.SizeOf<Row>(), Service = service, Payer = 101, FirstDay = 20230320, LastDay = 20230410 };
            var lines = new Line[24];
            lines[0].StructSize = Native.SizeOf<Line>();
            Native.Check(Native.takst_book_price(book, ref row, lines, (UIntPtr)lines.Length, out UIntPtr needed, out error), error);
            for (var i = 0; i < (int)needed; i++)
                Console.WriteLine($"{lines[i].Month} {lines[i].Net} {lines[i].Refund}");
        }
    }
}
