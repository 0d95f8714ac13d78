//! Why targets are missed, as far as it is known: found by sampling and by counting instructions, not by this run.

pub const LIMITS: &str = "\
## What limits

Found with a sampling profiler on one thread; this machine has no hardware counters.

- **Against Polars and DuckDB.** The targets suppose peers that join rows with segments by overlapping days (some 830 and 1,190 ns a row). Those here look segments up by position, as a
  template of takst does; the joins are in the tables as *range join* and *overlap join*. A peer that does less per row leaves less to be faster by.
- **lines-narrow.** Nearly half goes into writing the columns, a fifth into planning (a row waits for what it looks up in its service's tables), a tenth into reading references; the rest checks cells and neighbours,
  which the peers do not.
- **lines-full.** Three fifths write the columns, a tenth checks which words are absent. Each row writes some 1.5 kB.
- **totals.** No line is made; what is left is reading and checking the cells, then planning.
- **totals-payer.** Tallies of each payer and service are more than the caches hold: a row waits for its own.
- **totals-services.** Five thousand tables and 338,000 groups: a row waits for the tables of its service, and the groups are made once, whatever the number of rows.
- **windows and agreed against the loops.** A loop knows that a case is one row, or that its rows follow each other, that nothing overlaps and no cell is wrong, and what decides. takst finds that out for each row. A month in the loop
  of the kernel takes about as many instructions as a line of theirs; in totals of agreed prices a quarter goes into reading, checking and gathering rows, an eighth into planning them, a good third into entering and leaving the loop over months, and a fifth into the months.
- **totals-versions.** As totals; the peer that does best is the one that rows are unnested by month for.
- **Two threads.** What one thread writes stays in its second-level cache; with two, pieces wait there for their turn and are partly pushed out.
- **Through C.** Offsets, keys and UTF-8 of what comes in are looked at, on the thread that reads; with rows trusted most of the difference is gone.
- **One case.** Most goes into making lines, documents and statements that outlive the call. Through C, and for totals from Python, nothing outlives the call, so the kernel is called with buffers that are used again.
";
