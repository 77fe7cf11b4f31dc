//! The programs beside a browser: drivers and X servers.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long a program may take until it can be used.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program with the number by which it is reached. It ends when it is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    number: u16,
}

impl Process {
    /// Starts a program that chooses a free number itself and prints it, `announcement` before it.
    pub fn announced(mut command: Command, announcement: &str) -> Result<Process> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{:?} cannot be started", command.get_program()))?;
        let output = child
            .stdout
            .take()
            .context("the program's output is not there")?;
        // From here on a return ends the program.
        let mut process = Process { child, number: 0 };
        let (sender, numbers) = channel();
        let announcement = announcement.to_owned();
        // Reads to the end, because a program that nobody reads from stops when the pipe is full.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                if let Some((_, rest)) = line.split_once(&announcement) {
                    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    if let Ok(number) = digits.parse() {
                        let _ = sender.send(number);
                    }
                }
            }
        });
        process.number = numbers
            .recv_timeout(PATIENCE)
            .with_context(|| format!("{:?} has not named its number", command.get_program()))?;
        Ok(process)
    }

    /// Starts a program that has to be told the port on loopback that it listens on, and says nothing
    /// when it does.
    pub fn on_free_port(command: impl Fn(u16) -> Command) -> Result<Process> {
        // Another program may take the port between our asking for a free one and the program's own asking.
        for _ in 0..3 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
                .and_then(|listener| listener.local_addr())
                .context("no port on loopback is free")?
                .port();
            let mut command = command(port);
            let child = command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .with_context(|| format!("{:?} cannot be started", command.get_program()))?;
            let mut process = Process {
                child,
                number: port,
            };
            let end = Instant::now() + PATIENCE;
            while process.child.try_wait().is_ok_and(|ended| ended.is_none()) {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    return Ok(process);
                }
                if Instant::now() > end {
                    bail!("{:?} does not listen", command.get_program());
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        bail!("the program has ended three times instead of listening")
    }

    /// The port, or the display.
    pub fn number(&self) -> u16 {
        self.number
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
