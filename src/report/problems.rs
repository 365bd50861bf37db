//! What is wrong with a file of the house, shown with file, line and caret.

use crate::model::Problem;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};

/// All problems as text for a person, each with the place in the file that it is about.
pub fn show(problems: &[Problem], text: &str, path: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Unicode);
    let mut out = String::new();
    for problem in problems {
        out.push('\n');
        let annotation = AnnotationKind::Primary.span(problem.span.clone()).label(problem.label.as_str());
        let mut group = Level::ERROR.primary_title(problem.message.as_str()).element(Snippet::source(text).path(path).annotation(annotation));
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push('\n');
    }
    out.trim_end().to_owned()
}
