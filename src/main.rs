//! The program: hands the command line to [`daejo::cli`] and its verdict to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    daejo::cli::run()
}
