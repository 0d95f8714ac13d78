//! Before anything is timed: every exact program gives the very same lines and totals.

use super::Options;
use super::setup::{Place, compared};
use super::work::{Entry, WORKS, Work};
use super::worker::Workers;
use crate::command::Run;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Compares every result in full; what was found, as a section.
pub fn run(workers: &mut Workers, place: &Place, options: &Options) -> Result<String, String> {
    let rows = compared(options);
    let mut text = format!(
        "## Same results\n\nAt {rows} rows every line and every total of each exact program was compared with takst's, in all columns, before anything was \
         timed; at the sizes below the sums were. Of the programs that calculate in floats the error is named: amounts of this catalogue are whole and half \
         kroner, which floats hold, so it shows first where they are added up.\n\n| work | program | compared |\n|---|---|---|\n"
    );
    for work in WORKS.iter().filter(|work| options.wants(work.name)) {
        let Some((takst, others)) = work.entries.split_first() else { continue };
        let own = written(workers, place, work, takst, rows)?;
        for entry in others {
            let other = written(workers, place, work, entry, rows)?;
            text += &format!("| {} | {} | {} |\n", work.name, entry.label, verdict(place, work, entry, &own, &other)?);
            std::fs::remove_file(&other).ok();
        }
        std::fs::remove_file(&own).ok();
    }
    Ok(text)
}

fn written(workers: &mut Workers, place: &Place, work: &Work, entry: &Entry, rows: usize) -> Result<PathBuf, String> {
    let path = place.scratch.join(format!("{}-{}-{}.arrow", work.name, entry.worker, entry.job.replace(' ', "-")));
    println!("{}: {} writes its result", work.name, entry.label);
    workers.load(entry.worker, work.data, rows, work.catalogue)?;
    workers.ask(entry.worker, &format!("write {} {}", entry.job, path.display()))?;
    Ok(path)
}

fn verdict(place: &Place, work: &Work, entry: &Entry, own: &Path, other: &Path) -> Result<String, String> {
    let compare = Run::new(&place.python, [place.peers.join("compare.py")]);
    let compare = if entry.exact { compare } else { compare.with("--error") };
    let said = compare.with(own).with(other).capture()?;
    let said: Value = serde_json::from_str(&said).map_err(|error| format!("the comparison said {said:?}: {error}"))?;
    if let Some(difference) = said["difference"].as_str() {
        return Err(format!("{}: {} and takst differ, so nothing is timed: {difference}", work.name, entry.label));
    }
    if let Some(columns) = said["not_in_both"].as_array().filter(|columns| !columns.is_empty()) {
        return Err(format!("{}: {} and takst have not the same columns: {columns:?}", work.name, entry.label));
    }
    let count = |key: &str| said[key].as_f64().unwrap_or(f64::NAN);
    Ok(if entry.exact {
        format!("{} rows, {} columns: the same", said["rows"], said["columns"])
    } else {
        format!(
            "{} rows: {} wrong by half an øre or more, at most by {:.3} øre; sums of a column by up to {:.2} kr.",
            said["rows"],
            said["wrong"],
            count("largest_ore"),
            count("sum_ore") / 100.0
        )
    })
}
