//! The command line in the language of the user.
//!
//! English is what the arguments say where they are declared. Danish is in `messages/help-da.ftl`, by command and argument; clap's own words are
//! replaced with it.

use crate::args::Cli;
use clap::builder::{PossibleValue, Resettable, StyledStr};
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;
use takst_explain::{Lang, Texts};

const DANISH: &str = include_str!("../messages/help-da.ftl");

/// The command line with its help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command();
    match lang {
        Lang::En => command,
        Lang::Da => Danish(Texts::with_extra(Lang::Da, &[DANISH])).command_line(command),
    }
}

/// Puts Danish in the place of English.
struct Danish(Texts);

impl Danish {
    fn command_line(&self, mut command: Command) -> Command {
        // Only then are there the argument and the command for help, which are to be Danish too.
        command.build();
        self.command(command, "")
    }

    /// The first of these messages that there is.
    fn find(&self, ids: &[String]) -> Option<String> {
        ids.iter().find_map(|id| self.0.try_get(id, &[]).ok())
    }

    fn frame(&self, id: &str) -> String {
        self.0.get(&format!("frame-{id}"), &[])
    }

    /// `path`: the names of the commands below the first, joined by hyphens.
    fn command(&self, command: Command, path: &str) -> Command {
        let of = if path.is_empty() { "about".to_owned() } else { format!("about-{path}") };
        let mut command = command.mut_args(|arg| self.arg(arg, path));
        if let Some(about) = self.find(std::slice::from_ref(&of)) {
            command = command.about(about).long_about(Resettable::from(self.find(&[format!("{of}-long")]).map(StyledStr::from)));
        }
        command = command.subcommand_value_name(self.frame("a-command"));
        let usage = command.render_usage().to_string();
        let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).replace("[OPTIONS]", &format!("[{}]", self.frame("any-options")));
        let template = self.template(&command);
        command.override_usage(usage).help_template(template).mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            match (path, &*name) {
                // What stands below it are the commands themselves.
                (_, "help") => below.about(self.0.get("about-help", &[])),
                ("", _) => self.command(below, &name),
                _ => self.command(below, &format!("{path}-{name}")),
            }
        })
    }

    fn template(&self, command: &Command) -> String {
        let mut template = format!("{{about-with-newline}}\n{}: {{usage}}\n", self.frame("usage"));
        let parts = [
            ("commands", "subcommands", command.has_subcommands()),
            ("arguments", "positionals", command.get_positionals().next().is_some()),
            ("options", "options", true),
        ];
        for (heading, tag, _) in parts.into_iter().filter(|(.., is_there)| *is_there) {
            // Writing into a string cannot fail.
            let _ = write!(template, "\n{}:\n{{{tag}}}\n", self.frame(heading));
        }
        template
    }

    fn arg(&self, arg: Arg, path: &str) -> Arg {
        let id = arg.get_id().as_str().replace('_', "-");
        let ids = |end: &str| [format!("help-{path}-{id}{end}"), format!("help-{id}{end}")];
        let Some(help) = self.find(&ids("")) else { return arg };
        let values: Vec<PossibleValue> = arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
        let takes_values = arg.get_action().takes_values();
        let values = if takes_values && !arg.is_hide_possible_values_set() { &values[..] } else { &[] };
        let default = arg.get_default_values().first().filter(|_| takes_values).map(|value| value.to_string_lossy().into_owned());
        let default = default.map(|value| format!("[{}: {value}]", self.frame("default")));
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let short = [Some(help.clone()), (!names.is_empty()).then(|| format!("[{}]", names.join(", "))), default.clone()];
        let short = short.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let long = (!values.is_empty()).then(|| {
            let mut long = format!("{help}\n\n{}:", self.frame("values"));
            let width = names.iter().map(|name| name.len()).max().unwrap_or(0) + 1;
            for name in &names {
                let text = self.find(&ids(&format!("-{name}"))).unwrap_or_default();
                let _ = write!(long, "\n- {:width$} {text}", format!("{name}:"));
            }
            default.iter().for_each(|default| {
                let _ = write!(long, "\n\n{default}");
            });
            StyledStr::from(long)
        });
        let shown: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(|name| self.value(name)).collect();
        let arg = arg.help(short).long_help(Resettable::from(long)).hide_possible_values(true).hide_default_value(true);
        if takes_values && !shown.is_empty() { arg.value_names(shown) } else { arg }
    }

    /// The placeholder of a value, such as FIL.
    fn value(&self, name: &str) -> String {
        self.find(&[format!("value-{name}")]).unwrap_or_else(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The ids of the Danish messages.
    fn ids() -> BTreeSet<&'static str> {
        DANISH.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).filter(|id| !id.starts_with([' ', '#'])).collect()
    }

    /// Every command, argument and value of the command line: what it is, the messages that may say it, and its English text.
    fn parts(command: &Command, path: &str, all: &mut Vec<(String, Vec<String>, Option<String>)>) {
        let text = |text: Option<&StyledStr>| text.map(ToString::to_string).filter(|text| !text.is_empty());
        let about = if path.is_empty() { "about".to_owned() } else { format!("about-{path}") };
        all.push((format!("takst {path}"), vec![about], text(command.get_about())));
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str().replace('_', "-");
            let ids = |end: &str| vec![format!("help-{path}-{id}{end}"), format!("help-{id}{end}")];
            all.push((format!("takst {path} {id}"), ids(""), text(arg.get_help())));
            for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values() && !arg.is_hide_possible_values_set()) {
                all.push((format!("takst {path} {id} {}", value.get_name()), ids(&format!("-{}", value.get_name())), text(value.get_help())));
            }
        }
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            parts(below, format!("{path}-{}", below.get_name()).trim_start_matches('-'), all);
        }
    }

    #[test]
    fn every_command_option_and_value_has_a_text_in_both_languages() {
        let (mut english, mut all) = (Cli::command(), Vec::new());
        english.build();
        parts(&english, "", &mut all);
        assert!(all.len() > 150, "{}", all.len());
        let known = ids();
        let mut used: BTreeSet<&str> =
            known.iter().copied().filter(|id| id.starts_with("frame-") || id.starts_with("value-") || id.ends_with("-long")).collect();
        used.insert("about-help");
        let mut missing = Vec::new();
        for (what, ids, text) in &all {
            if text.is_none() {
                missing.push(format!("{what}: English"));
            }
            match ids.iter().find_map(|id| known.get(&**id)) {
                Some(id) => drop(used.insert(id)),
                None => missing.push(format!("{what}: Danish, {}", ids.join(" or "))),
            }
        }
        assert_eq!(missing, Vec::<String>::new());
        assert_eq!(known.difference(&used).collect::<Vec<_>>(), Vec::<&&str>::new(), "every message is used");
    }

    #[test]
    fn both_command_lines_are_well_formed() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    /// Words that only clap's English help has.
    #[test]
    fn danish_help_has_no_english_left() {
        fn look(command: &mut Command, seen: &mut usize) {
            for text in [command.render_help().to_string(), command.render_long_help().to_string()] {
                for word in ["Usage", "OPTIONS", "COMMAND", "Commands", "Arguments", "Options:", "Print", "default", "possible", "Possible", "<FILE>"]
                {
                    assert!(!text.contains(word), "{word} in\n{text}");
                }
                *seen += 1;
            }
            command.get_subcommands_mut().filter(|below| below.get_name() != "help").for_each(|below| look(below, seen));
        }
        let mut seen = 0;
        look(&mut command(Lang::Da), &mut seen);
        assert!(seen > 30);
    }
}
