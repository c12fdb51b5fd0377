//! The page of a concept: the documentation at the head of its file, cut into sections.
//!
//! A concept's file says what it asks, its equation, what it writes and what contradicts it, once. The
//! ledger, `commonweal theory` and the generated pages all read it from there.

/// The documentation of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The file's text.
    text: &'static str,
}

impl Page {
    /// The page at the head of a file.
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        Self { text }
    }

    /// The whole text of the file.
    #[must_use]
    pub const fn source(self) -> &'static str {
        self.text
    }

    /// The lines of the module's documentation, without their comment marks.
    fn lines(self) -> impl Iterator<Item = &'static str> {
        self.text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
    }

    /// The opening sentence.
    #[must_use]
    pub fn summary(self) -> String {
        let paragraph: Vec<&str> = self
            .lines()
            .take_while(|line| !line.is_empty() && !line.starts_with("# "))
            .collect();
        plain(&paragraph.join(" "))
    }

    /// The section under a heading, without it; empty if there is none.
    #[must_use]
    pub fn raw_section(self, heading: &str) -> String {
        let mut inside = false;
        let mut found = Vec::new();
        for line in self.lines() {
            if let Some(title) = line.strip_prefix("# ") {
                inside = title == heading;
            } else if inside {
                found.push(line);
            }
        }
        plain(found.join("\n").trim())
    }

    /// The section under a heading, without the fences of code.
    #[must_use]
    pub fn section(self, heading: &str) -> String {
        let section = self.raw_section(heading);
        let lines: Vec<&str> = section
            .lines()
            .filter(|line| !line.starts_with("```"))
            .collect();
        lines.join("\n").trim().to_owned()
    }

    /// A section as one paragraph.
    #[must_use]
    pub fn paragraph(self, heading: &str) -> String {
        let section = self.section(heading);
        section.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Text without the marks that keep keys of the bibliography from being taken for links.
fn plain(text: &str) -> String {
    text.replace("\\[", "[").replace("\\]", "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_cut_at_their_headings() {
        let page = Page::of(
            "//! A thing: it\n//! does.\n//!\n//! # Equation\n//! ```text\n//! a = b\n//! ```\n//! # Source\n//! Here,\n//! \\[there_2020\\].\n\nuse x;\n//! # Off\n",
        );
        assert_eq!(page.summary(), "A thing: it does.");
        assert_eq!(page.section("Equation"), "a = b");
        assert_eq!(page.paragraph("Source"), "Here, [there_2020].");
        assert_eq!(page.section("Off"), "");
    }
}
