use takst_compare::sides::Sides;
#[test]
fn refund_only() {
    let sides = Sides::new();
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(3000);
    let mut shown = 0;
    let (mut same, mut charging, mut refund) = (0, 0, 0);
    for seed in 0..n {
        let (difference, ..) = sides.differences(seed);
        if difference.is_empty() {
            same += 1;
            continue;
        }
        let told: Vec<&str> = difference
            .lines()
            .filter(|l| l.starts_with("  ") && !l.starts_with("  row ") || l.contains(": core"))
            .filter(|l| !l.starts_with("  options") && !l.starts_with("  policy"))
            .collect();
        let is_charging = told.iter().any(|l| {
            ["net:", "unit_price:", "quantity:", "gross:", "price_base_quantity:", "course.not-charged", "day-count", "started-week"]
                .iter()
                .any(|w| l.contains(w))
        });
        if is_charging {
            charging += 1;
            continue;
        }
        refund += 1;
        if shown < 6 {
            shown += 1;
            println!("{difference}");
        }
    }
    println!("same {same} charging {charging} refund {refund}");
}
