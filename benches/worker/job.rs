//! The jobs, by name.

use crate::batches::{self, Order};
use crate::input::Loaded;
use crate::loops::Written;
use crate::measure::measured;
use crate::sums::Sums;
use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use serde_json::Value;
use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::num::NonZeroUsize;
use std::path::Path;

/// One way to price the rows that are loaded.
pub struct Job {
    what: What,
    order: Order,
    keeps: bool,
}

enum What {
    Batches(batches::Wanted),
    /// Narrow lines through the C interface, whose columns are looked at first unless trusted.
    CDoor {
        trusted: bool,
    },
    /// Without takst.
    RowLoop,
    /// Without takst, over integers: lines or totals.
    Lines(Written),
    Totals(Written),
}

/// What is done with each batch that comes out.
type Take<'a> = dyn FnMut(RecordBatch) -> Result<(), String> + 'a;

impl Job {
    pub fn of(name: &str, options: &[&str]) -> Result<Job, String> {
        let what = match name {
            "row-loop" => What::RowLoop,
            "loop-windows" => What::Lines(Written::Windows),
            "loop-windows-totals" => What::Totals(Written::Windows),
            "loop-agreed" => What::Lines(Written::Agreed),
            "loop-agreed-totals" => What::Totals(Written::Agreed),
            "c-lines-narrow" => What::CDoor { trusted: false },
            "c-lines-narrow-trusted" => What::CDoor { trusted: true },
            _ => What::Batches(batches::Wanted::of(name)?),
        };
        let (mut order, mut keeps) = (Order::default(), false);
        for option in options {
            match option.split_once('=') {
                Some(("threads", count)) => order.threads = Some(count.parse::<NonZeroUsize>().map_err(|error| format!("{option}: {error}"))?),
                Some(("grouping", "none")) => order.grouped = false,
                Some(("keep", "all")) => keeps = true,
                _ => return Err(format!("no such option: {option}")),
            }
        }
        Ok(Job { what, order, keeps })
    }

    /// Each batch is dropped before the next is asked for, unless all are to be kept.
    pub fn run(&self, loaded: &Loaded) -> Result<Value, String> {
        let mut kept = Vec::new();
        // What is made once is no part of the work.
        match self.what {
            What::CDoor { .. } => loaded.door().map(|_| ())?,
            What::Lines(_) | What::Totals(_) => loaded.loops().map(|_| ())?,
            What::Batches(_) | What::RowLoop => {}
        }
        let (done, figures) = measured(|| match &self.what {
            What::CDoor { trusted } if !self.keeps => loaded.door()?.pull(&loaded.rows, &self.order, *trusted),
            What::Batches(_) | What::CDoor { .. } => self.give(loaded, &mut |batch| {
                let batch = black_box(batch);
                if self.keeps {
                    kept.push(batch);
                }
                Ok(())
            }),
            What::RowLoop => row_loop(loaded, |lines| {
                drop(black_box(lines));
                Ok(())
            }),
            What::Lines(job) => loaded.loops()?.lines(*job, &loaded.rows, |lines| {
                black_box(lines);
                Ok(())
            }),
            What::Totals(job) => {
                black_box(loaded.loops()?.totals(*job, &loaded.rows)?);
                Ok(())
            }
        });
        done?;
        Ok(Value::Object(figures))
    }

    pub fn check(&self, loaded: &Loaded) -> Result<Value, String> {
        let mut sums = Sums::default();
        self.give(loaded, &mut |batch| sums.add(&batch))?;
        Ok(sums.answer())
    }

    pub fn write(&self, loaded: &Loaded, path: &Path) -> Result<Value, String> {
        let mut file = Some(BufWriter::new(File::create(path).map_err(|error| format!("{}: {error}", path.display()))?));
        let mut writer = None;
        self.give(loaded, &mut |batch| {
            // The first batch knows the schema.
            if let Some(file) = file.take() {
                writer = Some(StreamWriter::try_new(file, &batch.schema()).map_err(|error| error.to_string())?);
            }
            writer.as_mut().map_or(Ok(()), |writer| writer.write(&batch)).map_err(|error| error.to_string())
        })?;
        writer.as_mut().map_or(Ok(()), StreamWriter::finish).map_err(|error| error.to_string())?;
        Ok(Value::Object(serde_json::Map::new()))
    }

    fn give(&self, loaded: &Loaded, take: &mut Take) -> Result<(), String> {
        match &self.what {
            What::Batches(wanted) => wanted.run(loaded, &self.order, take),
            What::CDoor { trusted } => loaded.door()?.lines(&loaded.rows, &self.order, *trusted, take),
            What::RowLoop => row_loop(loaded, |lines| take(loaded.prices.columns(&lines)?)),
            What::Lines(job) => loaded.loops()?.lines(*job, &loaded.rows, |lines| take(lines.columns()?)),
            What::Totals(job) => take(loaded.loops()?.totals(*job, &loaded.rows)?.columns()?),
        }
    }
}

fn row_loop(loaded: &Loaded, mut take: impl FnMut(Vec<crate::row_loop::Line>) -> Result<(), String>) -> Result<(), String> {
    let mut row = 1;
    for batch in &loaded.rows {
        take(loaded.prices.lines(batch, row).ok_or("the loop knows no such rows")?)?;
        row += i32::try_from(batch.num_rows()).map_err(|error| error.to_string())?;
    }
    Ok(())
}
