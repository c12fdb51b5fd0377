//! A report as one HTML document: nothing is fetched, nothing runs.
//!
//! Every figure is laid out twice, for wide screens and paper and for telephones, and the style
//! sheet shows one. Every number can carry its definition and source: a figure in a line under
//! it, a column or a cell as a note that shows when a reader points at it and that is listed
//! under the table for those who cannot.

use std::fmt::Write as _;

use crate::frame::{Figure, Medium};
use crate::palette::{Colour, stylesheet};
use crate::sparkline::Sparkline;
use crate::svg::escape;
use crate::table::{Align, Table};

/// Rows up to which a table stands on one sheet of paper.
const WHOLE_ROWS: usize = 30;

/// Height over width from which a figure needs more room than a row of charts has on paper.
const TALL: f64 = 1.35;

/// A figure with its caption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureBlock {
    wide: String,
    narrow: String,
    /// What to see in it.
    pub caption: String,
    /// What is measured.
    pub definition: String,
    /// Where the numbers come from.
    pub source: String,
}

impl FigureBlock {
    /// Lays `figure` out for wide and for narrow screens.
    pub fn new(figure: &dyn Figure) -> Self {
        Self {
            wide: figure.render(Medium::WIDE),
            narrow: figure.render(Medium::NARROW),
            ..Self::default()
        }
    }

    /// The same with a caption: what to see in it.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        caption.clone_into(&mut self.caption);
        self
    }

    /// The same with what is measured.
    #[must_use]
    pub fn definition(mut self, definition: &str) -> Self {
        definition.clone_into(&mut self.definition);
        self
    }

    /// The same with where the numbers come from.
    #[must_use]
    pub fn source(mut self, source: &str) -> Self {
        source.clone_into(&mut self.source);
        self
    }
}

/// One piece of a section.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    Paragraph(String),
    Figure(FigureBlock),
    Table {
        table: Table,
        source: String,
    },
    Callout {
        kind: &'static str,
        heading: String,
        words: String,
    },
    Code {
        label: String,
        text: String,
    },
}

/// A part of a page under its own heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    heading: String,
    id: String,
    blocks: Vec<Block>,
}

impl Section {
    /// An empty section; its id is made from its heading.
    pub fn new(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            id: slug(heading),
            blocks: Vec::new(),
        }
    }

    /// The same under another id.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        self.id = slug(id);
        self
    }

    /// The same with a paragraph.
    #[must_use]
    pub fn paragraph(self, words: &str) -> Self {
        self.block(Block::Paragraph(words.to_owned()))
    }

    /// The same with a figure.
    #[must_use]
    pub fn figure(self, figure: FigureBlock) -> Self {
        self.block(Block::Figure(figure))
    }

    /// The same with a table and a line on where its numbers come from.
    #[must_use]
    pub fn table(self, table: Table, source: &str) -> Self {
        self.block(Block::Table {
            table,
            source: source.to_owned(),
        })
    }

    /// The same with a note.
    #[must_use]
    pub fn note(self, heading: &str, words: &str) -> Self {
        let (heading, words) = (heading.to_owned(), words.to_owned());
        self.block(Block::Callout {
            kind: "note",
            heading,
            words,
        })
    }

    /// The same with a warning.
    #[must_use]
    pub fn warning(self, heading: &str, words: &str) -> Self {
        let (heading, words) = (heading.to_owned(), words.to_owned());
        self.block(Block::Callout {
            kind: "warning",
            heading,
            words,
        })
    }

    /// The same with a command or other text to copy; one click selects all of it.
    #[must_use]
    pub fn code(self, label: &str, text: &str) -> Self {
        self.block(Block::Code {
            label: label.to_owned(),
            text: text.to_owned(),
        })
    }

    fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}

/// A self-contained HTML document.
///
/// ```
/// use charts::{Page, Section};
/// let html = Page::new("Common prosperity in 2042")
///     .lead("The median household gains more than the mean.")
///     .section(Section::new("Growth").paragraph("Output < 5% & rising."))
///     .command("commonweal run baseline --seeds 8")
///     .html();
/// assert!(html.starts_with("<!DOCTYPE html>"));
/// assert!(html.contains("Output &lt; 5% &amp; rising."));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Language of the words, as in HTML's `lang`.
    pub lang: String,
    /// Heading of the page.
    pub title: String,
    /// Line under the heading.
    pub subtitle: String,
    /// First paragraph: what the page finds.
    pub lead: String,
    /// The exact command that makes this page again.
    pub command: String,
    /// Facts about the run, in order.
    pub manifest: Vec<(String, String)>,
    sections: Vec<Section>,
}

impl Page {
    /// An empty page in English.
    pub fn new(title: &str) -> Self {
        Self {
            lang: "en".to_owned(),
            title: title.to_owned(),
            subtitle: String::new(),
            lead: String::new(),
            command: String::new(),
            manifest: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// The same in another language, such as `zh-Hans`.
    #[must_use]
    pub fn lang(mut self, lang: &str) -> Self {
        lang.clone_into(&mut self.lang);
        self
    }

    /// The same with a line under the heading.
    #[must_use]
    pub fn subtitle(mut self, subtitle: &str) -> Self {
        subtitle.clone_into(&mut self.subtitle);
        self
    }

    /// The same with a first paragraph: what the page finds.
    #[must_use]
    pub fn lead(mut self, lead: &str) -> Self {
        lead.clone_into(&mut self.lead);
        self
    }

    /// The same with one more section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// The same with the exact command that makes this page again.
    #[must_use]
    pub fn command(mut self, command: &str) -> Self {
        command.clone_into(&mut self.command);
        self
    }

    /// The same with one more fact about the run in the footer.
    #[must_use]
    pub fn manifest(mut self, key: &str, value: &str) -> Self {
        self.manifest.push((key.to_owned(), value.to_owned()));
        self
    }

    /// The document.
    pub fn html(&self) -> String {
        let mut out = String::new();
        let lang = if self.lang.is_empty() {
            "en"
        } else {
            &self.lang
        };
        let _ = writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <title>{}</title>\n<style>\n{}\n{}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">To the text</a>\n<div class=\"sheet\">\n<header>",
            escape(lang),
            escape(&self.title),
            stylesheet(&Colour::all()),
            include_str!("page.css"),
        );
        let _ = writeln!(out, "<h1>{}</h1>", escape(&self.title));
        paragraph(&mut out, "subtitle", &self.subtitle);
        paragraph(&mut out, "lead", &self.lead);
        out.push_str("</header>\n");
        let ids = self.ids();
        self.contents(&mut out, &ids);
        out.push_str("<main id=\"main\">\n");
        let mut numbers = Numbers::default();
        for (section, id) in self.sections.iter().zip(&ids) {
            let _ = writeln!(out, "<section aria-labelledby=\"{id}\">");
            let _ = writeln!(out, "<h2 id=\"{id}\">{}</h2>", escape(&section.heading));
            // Figures that follow each other stand side by side on paper.
            let are_figures =
                |a: &Block, b: &Block| matches!((a, b), (Block::Figure(_), Block::Figure(_)));
            for blocks in section.blocks.chunk_by(are_figures) {
                let row = blocks.len() > 1;
                if row {
                    let many = if blocks.len() > 2 { " many" } else { "" };
                    let _ = writeln!(out, "<div class=\"figures{many}\">");
                }
                for block in blocks {
                    numbers.write(&mut out, block);
                }
                if row {
                    out.push_str("</div>\n");
                }
            }
            out.push_str("</section>\n");
        }
        out.push_str("</main>\n");
        self.footer(&mut out);
        out.push_str("</div>\n</body>\n</html>\n");
        out
    }

    /// The ids of the sections, each made different from those before it.
    fn ids(&self) -> Vec<String> {
        let mut ids = vec!["main".to_owned(), "about".to_owned()];
        for section in &self.sections {
            let mut id = section.id.clone();
            let mut copy = 2;
            // Figures and tables have ids of this form.
            let reserved = |id: &str| {
                let number = id.strip_prefix("figure-").or(id.strip_prefix("table-"));
                number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
            };
            while ids.contains(&id) || reserved(&id) {
                id = format!("{}-{copy}", section.id);
                copy += 1;
            }
            ids.push(id);
        }
        ids.split_off(2)
    }

    fn contents(&self, out: &mut String, ids: &[String]) {
        if self.sections.len() < 2 {
            return;
        }
        out.push_str("<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n");
        for (section, id) in self.sections.iter().zip(ids) {
            let _ = writeln!(
                out,
                "<li><a href=\"#{id}\">{}</a></li>",
                escape(&section.heading)
            );
        }
        out.push_str("</ol>\n</nav>\n");
    }

    fn footer(&self, out: &mut String) {
        if self.command.is_empty() && self.manifest.is_empty() {
            return;
        }
        out.push_str("<footer>\n<h2 id=\"about\">How this page was made</h2>\n");
        if !self.command.is_empty() {
            code(out, "This command makes it again:", &self.command);
        }
        if !self.manifest.is_empty() {
            out.push_str("<dl>\n");
            for (key, value) in &self.manifest {
                let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(key), escape(value));
            }
            out.push_str("</dl>\n");
        }
        out.push_str("</footer>\n");
    }
}

/// Counts figures and tables while they are written.
#[derive(Debug, Default)]
struct Numbers {
    figures: usize,
    tables: usize,
}

impl Numbers {
    fn write(&mut self, out: &mut String, block: &Block) {
        match block {
            Block::Paragraph(words) => paragraph(out, "", words),
            Block::Figure(figure) => self.figure(out, figure),
            Block::Table { table, source } => self.table(out, table, source),
            Block::Callout {
                kind,
                heading,
                words,
            } => {
                let _ = writeln!(out, "<aside class=\"callout {kind}\" role=\"note\">");
                if !heading.is_empty() {
                    let _ = writeln!(out, "<b>{}</b>", escape(heading));
                }
                paragraph(out, "", words);
                out.push_str("</aside>\n");
            }
            Block::Code { label, text } => code(out, label, text),
        }
    }

    fn figure(&mut self, out: &mut String, figure: &FigureBlock) {
        self.figures += 1;
        let n = self.figures;
        let _ = writeln!(
            out,
            "<figure id=\"figure-{n}\"{}>\n<div class=\"wide\">\n{}</div>\n\
             <div class=\"narrow\">\n{}</div>\n<figcaption><b>Figure {n}.</b> {}",
            if is_tall(&figure.narrow) {
                " class=\"tall\""
            } else {
                ""
            },
            figure.wide,
            figure.narrow,
            escape(&figure.caption)
        );
        for (label, words) in [
            ("Definition", &figure.definition),
            ("Source", &figure.source),
        ] {
            if !words.is_empty() {
                let _ = writeln!(
                    out,
                    "<span class=\"source\"><b>{label}:</b> {}</span>",
                    escape(words)
                );
            }
        }
        out.push_str("</figcaption>\n</figure>\n");
    }

    fn table(&mut self, out: &mut String, table: &Table, source: &str) {
        self.tables += 1;
        let n = self.tables;
        let kind = if table.rows.len() > WHOLE_ROWS {
            "scroll"
        } else {
            "scroll whole"
        };
        let _ = writeln!(
            out,
            "<div class=\"{kind}\" id=\"table-{n}\" tabindex=\"0\" role=\"region\" \
             aria-label=\"Table {n}\">\n<table>\n<caption><span><b>Table {n}.</b> {}</span></caption>",
            escape(&table.caption)
        );
        head(out, table);
        out.push_str("<tbody>\n");
        for (row, cells) in table.rows.iter().enumerate() {
            out.push_str("<tr>");
            for (at, column) in table.columns.iter().enumerate() {
                let definition = cells.get(at).map_or("", |cell| &cell.definition);
                let words = match cells.get(at) {
                    Some(cell) if !cell.trend.is_empty() => {
                        let name = format!("{}: {definition}", table.cell(row, 0));
                        Sparkline::new(&cell.trend).told(&name).render(Medium::WIDE)
                    }
                    _ => told(&escape(table.cell(row, at)), definition),
                };
                let class = class(column.align, column.quiet);
                if at == 0 {
                    let _ = write!(out, "<th scope=\"row\"{class}>{words}</th>");
                } else {
                    let _ = write!(out, "<td{class}>{words}</td>");
                }
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
        definitions(out, table, source);
    }
}

/// Whether a figure is well taller than wide, by the view box that it declares.
fn is_tall(svg: &str) -> bool {
    let sizes = svg
        .split_once("viewBox=\"0 0 ")
        .and_then(|(_, rest)| rest.split_once('"'))
        .and_then(|(sizes, _)| sizes.split_once(' '));
    let Some((Ok(width), Ok(height))) = sizes.map(|(w, h)| (w.parse::<f64>(), h.parse::<f64>()))
    else {
        return false;
    };
    height > TALL * width
}

/// The headings of a table: shared ones above, then one per column with its unit.
fn head(out: &mut String, table: &Table) {
    out.push_str("<thead>\n");
    if table.columns.iter().any(|column| !column.group.is_empty()) {
        out.push_str("<tr>");
        for (group, count) in table.groups() {
            if group.is_empty() {
                out.push_str("<td></td>");
            } else {
                let _ = write!(
                    out,
                    "<th class=\"group\" scope=\"colgroup\" colspan=\"{count}\">{}</th>",
                    escape(group)
                );
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("<tr>");
    for column in &table.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}",
            class(column.align, column.quiet),
            told(&escape(&column.heading), &column.definition)
        );
        if !column.unit.is_empty() {
            let _ = write!(out, " <small>{}</small>", escape(&column.unit));
        }
        out.push_str("</th>");
    }
    out.push_str("</tr>\n</thead>\n");
}

/// The definitions of a table's columns and cells and its source, under it.
fn definitions(out: &mut String, table: &Table, source: &str) {
    let columns = table
        .columns
        .iter()
        .map(|c| (c.heading.as_str(), c.definition.as_str()));
    let cells = table.rows.iter().enumerate().flat_map(|(row, cells)| {
        cells
            .iter()
            .filter(|cell| cell.trend.is_empty())
            .map(move |cell| (table.cell(row, 0), cell.definition.as_str()))
    });
    let mut list: Vec<(&str, &str)> = columns
        .chain(cells)
        .filter(|(_, d)| !d.is_empty())
        .collect();
    list.dedup();
    if list.is_empty() && source.is_empty() {
        return;
    }
    out.push_str("<details class=\"source\"><summary>Definitions and source</summary>\n");
    for (name, definition) in list {
        let _ = writeln!(
            out,
            "<p><b>{}:</b> {}</p>",
            escape(name),
            escape(definition)
        );
    }
    if !source.is_empty() {
        let _ = writeln!(out, "<p><b>Source:</b> {}</p>", escape(source));
    }
    out.push_str("</details>\n");
}

/// Escaped words with a definition that shows when a reader points at them.
fn told(words: &str, definition: &str) -> String {
    if definition.is_empty() {
        words.to_owned()
    } else {
        format!("<span title=\"{}\">{words}</span>", escape(definition))
    }
}

fn class(align: Align, quiet: bool) -> String {
    let align = match align {
        Align::Left => "",
        Align::Right => "num",
        Align::Centre => "mid",
    };
    match (align, quiet) {
        ("", false) => String::new(),
        ("", true) => " class=\"quiet\"".to_owned(),
        (align, false) => format!(" class=\"{align}\""),
        (align, true) => format!(" class=\"{align} quiet\""),
    }
}

fn paragraph(out: &mut String, class: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    if class.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escape(words));
    } else {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape(words));
    }
}

fn code(out: &mut String, label: &str, text: &str) {
    paragraph(out, "label", label);
    let _ = writeln!(
        out,
        "<pre tabindex=\"0\"><code>{}</code></pre>",
        escape(text)
    );
}

/// A heading as an id: letters and digits, hyphens between words.
fn slug(heading: &str) -> String {
    let mut id = String::new();
    for c in heading.chars() {
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() {
        "section".to_owned()
    } else {
        id.to_owned()
    }
}
