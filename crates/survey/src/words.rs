//! Measures in words and numbers for reading.

/// A measure and its parameter as a heading.
///
/// ```
/// assert_eq!(survey::words("top_share", Some(0.1)), "Top 10 % share");
/// assert_eq!(survey::words("decomp.ge1.province.within", None), "decomp.ge1.province.within");
/// ```
pub fn words(measure: &str, parameter: Option<f64>) -> String {
    let p = parameter.unwrap_or(0.0);
    let percent = |share: f64| {
        let text = format!("{:.4}", 100.0 * share);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match measure {
        "mean" => "Mean".into(),
        "median" => "Median".into(),
        "gini" => "Gini".into(),
        "gini_unbiased_n" => "Gini, n/(n-1)".into(),
        "gini_unbiased_w2" => "Gini, 1-sum(w2)".into(),
        "gini_convey" => "Gini of convey".into(),
        "gini_raffinetti" => "Gini, Raffinetti".into(),
        "sgini" => format!("Extended Gini {p}"),
        "ge" if p == 1.0 => "Theil (GE 1)".into(),
        "ge" if p == 0.0 => "MLD (GE 0)".into(),
        "ge" => format!("GE {p}"),
        "atkinson" => format!("Atkinson {p}"),
        "hoover" => "Hoover".into(),
        "cv" => "Coeff. of variation".into(),
        "variance" => "Variance".into(),
        "zenga" => "Zenga".into(),
        "palma" => "Palma".into(),
        "s80s20" => "S80/S20".into(),
        "qsr" => "S80/S20, whole units".into(),
        "top_share" => format!("Top {} % share", percent(p)),
        "bottom_share" => format!("Bottom {} % share", percent(p)),
        "lorenz" => format!("Lorenz at {} %", percent(p)),
        "glorenz" => format!("Gen. Lorenz at {} %", percent(p)),
        "quantile" => format!("P{}", percent(p)),
        "wolfson" => "Wolfson".into(),
        "der" => format!("DER {p}"),
        "kolm" => format!("Kolm {p}"),
        "poverty_line" => "Poverty line".into(),
        "fgt" if p == 0.0 => "Headcount (FGT 0)".into(),
        "fgt" if p == 1.0 => "Poverty gap (FGT 1)".into(),
        "fgt" if p == 2.0 => "Severity (FGT 2)".into(),
        "fgt" => format!("FGT {p}"),
        "watts" => "Watts".into(),
        "sen" => "Sen".into(),
        "sst" => "Sen-Shorrocks-Thon".into(),
        "rmpg" => "Rel. median poverty gap".into(),
        "population_share" => "Population share".into(),
        "income_share" => "Income share".into(),
        "gini.post" => "Gini after".into(),
        "gini.tax" => "Gini of the tax".into(),
        "redistributive_effect" => "Redistributive effect".into(),
        "reynolds_smolensky" => "Reynolds-Smolensky".into(),
        "reranking_plotnick" => "Reranking (Plotnick)".into(),
        "kakwani" => "Kakwani".into(),
        other => other.replace("_p", "/").strip_prefix('p').map_or_else(
            || other.to_owned(),
            |rest| match rest.split_once('/') {
                Some((a, b)) if a.parse::<f64>().is_ok() => format!("P{a}/P{b}"),
                _ => other.to_owned(),
            },
        ),
    }
}

/// A number for reading: four decimals for an index, thousands grouped for an amount.
///
/// ```
/// assert_eq!(survey::readable(0.34567), "0.3457");
/// assert_eq!(survey::readable(-1234567.8), "-1 234 568");
/// ```
pub fn readable(value: f64) -> String {
    let size = value.abs();
    // What rounding leaves of a zero.
    if size < 1e-12 {
        return "0".to_owned();
    }
    if size >= 1e15 || (size > 0.0 && size < 5e-5) {
        return format!("{value:.3e}");
    }
    if size < 10.0 {
        return format!("{value:.4}");
    }
    if size < 1000.0 {
        return format!("{value:.2}");
    }
    let whole = format!("{size:.0}");
    let mut out = String::new();
    for (k, digit) in whole.chars().enumerate() {
        if k > 0 && (whole.len() - k) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}
