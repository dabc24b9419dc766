//! The `hantei` command.

fn main() -> std::process::ExitCode {
    hantei::cli::main()
}
