//! Figures as SVG and as terminal text.
