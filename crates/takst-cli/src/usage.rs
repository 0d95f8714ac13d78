//! Wrong words on the command line: what is wrong and what would be right, in the language of the user.

use crate::say::{UNUSABLE, aside};
use crate::value::Right;
use crate::words::texts;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use takst_explain::{Arg, Lang, Texts};
use takst_io::printable;

/// Prints help, version or what is wrong, and gives the exit code.
pub(crate) fn report(error: &clap::Error, command: &mut clap::Command, lang: Lang) -> u8 {
    let is_asked_for =
        matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    if is_asked_for {
        return match error.print() {
            Ok(()) => u8::try_from(error.exit_code()).unwrap_or(UNUSABLE),
            // The reader has seen enough.
            Err(failed) if failed.kind() == std::io::ErrorKind::BrokenPipe => 0,
            Err(failed) => crate::say::exit(Err(failed.into()), lang),
        };
    }
    aside(&Said { texts: &texts(lang), error }.text(command));
    UNUSABLE
}

/// An error and the texts that say it.
struct Said<'a> {
    texts: &'a Texts,
    error: &'a clap::Error,
}

impl Said<'_> {
    fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts.get(id, args)
    }

    /// What clap knows of this kind, as texts.
    fn known(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::Number(number)) => vec![number.to_string()],
            Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
            Some(_) | None => Vec::new(),
        }
    }

    fn first(&self, kind: ContextKind) -> String {
        self.known(kind).into_iter().next().unwrap_or_default()
    }

    /// The name of the option, without its value.
    fn option(&self) -> Arg {
        name(&self.first(ContextKind::InvalidArg)).into()
    }

    fn text(&self, command: &mut clap::Command) -> String {
        let mut sentences = vec![self.problem()];
        sentences.extend(self.right());
        // The usage that clap gives with an error is cut to what was typed. From it the command is known, and from that the whole usage.
        let typed = self.first(ContextKind::Usage);
        let typed = typed.split_once(": ").map_or("", |(_, typed)| typed);
        let words: Vec<&str> = typed.split_whitespace().take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
        let usage = usage_of(command, words.get(1..).unwrap_or_default());
        let args = [("usage", usage.into()), ("command", words.join(" ").into())];
        let hint = if words.is_empty() { String::new() } else { format!("\n{}\n", self.say("cli-usage-hint", &args)) };
        format!("{}\n{hint}", sentences.join(" "))
    }

    fn problem(&self) -> String {
        let value = || Arg::Text(printable(&self.first(ContextKind::InvalidValue)));
        match self.error.kind() {
            ErrorKind::UnknownArgument => {
                let word = self.first(ContextKind::InvalidArg);
                let id = if word.starts_with('-') { "cli-usage-unknown-option" } else { "cli-usage-extra" };
                self.say(id, &[("word", printable(&word).into())])
            }
            ErrorKind::InvalidSubcommand => {
                self.say("cli-usage-unknown-command", &[("word", printable(&self.first(ContextKind::InvalidSubcommand)).into())])
            }
            ErrorKind::MissingSubcommand => self.say("cli-usage-no-command", &[]),
            ErrorKind::MissingRequiredArgument => self.say(
                "cli-usage-missing",
                &[("what", self.known(ContextKind::InvalidArg).iter().map(|arg| arg.trim_end_matches("...")).collect::<Vec<_>>().join(", ").into())],
            ),
            ErrorKind::ArgumentConflict => {
                let others: Vec<String> = self.known(ContextKind::PriorArg).iter().map(|other| name(other)).collect();
                if others == [name(&self.first(ContextKind::InvalidArg))] {
                    self.say("cli-usage-repeated", &[("option", self.option())])
                } else {
                    self.say("cli-usage-conflict", &[("option", self.option()), ("others", others.join(", ").into())])
                }
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation if !self.first(ContextKind::InvalidValue).is_empty() => {
                self.say("cli-usage-value", &[("option", self.option()), ("value", value())])
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooFewValues | ErrorKind::NoEquals => {
                self.say("cli-usage-no-value", &[("option", self.option())])
            }
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
                self.say("cli-usage-more-values", &[("option", self.option()), ("value", value())])
            }
            ErrorKind::InvalidUtf8 => self.say("cli-usage-utf8", &[]),
            // A further kind keeps clap's words.
            _ => self.error.to_string().lines().next().unwrap_or_default().to_owned(),
        }
    }

    /// What would be right, where it is known.
    fn right(&self) -> Option<String> {
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
        let near = near.into_iter().flat_map(|kind| self.known(kind)).next();
        // Where values are few, all of them are named.
        if let Some(near) = near.filter(|_| self.error.kind() != ErrorKind::InvalidValue) {
            return Some(self.say("cli-usage-near", &[("near", name(&near).into())]));
        }
        match self.error.kind() {
            ErrorKind::InvalidValue => {
                let words: Vec<String> = self.known(ContextKind::ValidValue);
                (!words.is_empty()).then(|| self.say("cli-usage-one-of", &[("words", words.join(", ").into())]))
            }
            ErrorKind::ValueValidation => {
                let source = self.error.source()?;
                Some(source.downcast_ref::<Right>().map_or_else(|| source.to_string(), |right| right.sentence(self.texts.lang())))
            }
            ErrorKind::MissingSubcommand | ErrorKind::InvalidSubcommand => {
                let words: Vec<String> = self.known(ContextKind::ValidSubcommand).into_iter().filter(|word| word != "help").collect();
                (!words.is_empty()).then(|| self.say("cli-usage-one-of", &[("words", words.join(", ").into())]))
            }
            _ => None,
        }
    }
}

/// The usage of the command below this one that these words name.
fn usage_of(command: &mut clap::Command, words: &[&str]) -> String {
    if let Some((first, rest)) = words.split_first()
        && let Some(below) = command.find_subcommand_mut(first)
    {
        return usage_of(below, rest);
    }
    let usage = command.render_usage().to_string();
    usage.split_once(": ").map_or(&*usage, |(_, usage)| usage).trim().to_owned()
}

/// `--until` of `--until <YYYY-MM-DD>`; of an argument without a name what stands for it.
fn name(argument: &str) -> String {
    match argument.split_whitespace().next() {
        Some(option) if option.starts_with('-') => option.to_owned(),
        _ => argument.to_owned(),
    }
}
