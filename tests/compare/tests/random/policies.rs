//! A policy whose dates contradict each other is refused, and no other.

use takst_compare::core_side;

#[test]
fn contradictory_dates_are_refused() {
    let days = ["2016-11-20", "2016-11-21", "2021-12-31", "2022-01-01", "2022-01-02", "2023-03-31", "2023-04-01", "2023-04-02", "open"];
    let pairs = [("livarehab-from", "livarehab-to"), ("mandecentret-545-from", "roll-out-date")];
    for (earlier, later) in pairs {
        for first in days.iter().map(Some).chain([None]) {
            for second in days.iter().map(Some).chain([None]) {
                // Only the last day of a price list may be open.
                if first == Some(&"open") || (later == "roll-out-date" && second == Some(&"open")) {
                    continue;
                }
                let table = |setting: &str, value: Option<&&str>| value.map_or(String::new(), |day| format!("[{setting}]\nvalue = \"{day}\"\n"));
                let text = table(earlier, first) + &table(later, second);
                let contradicts = !takst_oracle::Policy::from_toml(&text).contradictions().is_empty();
                assert_eq!(core_side::is_policy(&text), !contradicts, "{text}");
            }
        }
    }
}
