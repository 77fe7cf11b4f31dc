//! The web server of the demo and of the browser tests: static files on loopback, as a county's own
//! server would hand them out under a strict content security policy.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::dist::is_hashed;

/// The policy that every page of the demo is under; the README gives webmasters the same.
pub const POLICY: &str =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:";

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The workspace's root: `www/` is the site's `/`, `data/` its `/data/`.
    pub root: PathBuf,
    /// The distribution, the site's `/county-charts/`.
    pub dist: PathBuf,
    /// Further pages, the site's `/test/`.
    pub test_pages: Option<PathBuf>,
    /// The `Content-Security-Policy` of every answer.
    pub policy: String,
}

impl Options {
    /// The demo portal of the workspace at `root`, whose distribution stands in `dist`.
    pub fn demo(root: &Path, dist: &Path) -> Options {
        Options {
            root: root.to_path_buf(),
            dist: dist.to_path_buf(),
            test_pages: None,
            policy: POLICY.to_owned(),
        }
    }
}

/// What is to go wrong with a path instead of the file being served.
#[derive(Clone, Debug)]
pub enum Fault {
    /// An answer with this status and a short text.
    Status(u16),
    /// An answer with status 200 and this in place of the file.
    Body {
        /// The `Content-Type`.
        mime: &'static str,
        /// The answer's bytes.
        bytes: Vec<u8>,
    },
    /// The file itself, but only after this time.
    Slow(Duration),
}

impl Fault {
    /// What a portal answers with when it has hidden its 404 behind a page of its own.
    pub fn html_page() -> Fault {
        let page = "<!doctype html><meta charset=\"utf-8\"><title>页面不存在</title><p>您访问的页面不存在。</p>";
        Fault::Body {
            mime: "text/html",
            bytes: page.as_bytes().to_vec(),
        }
    }
}

/// What the handlers share.
struct Shared {
    policy: HeaderValue,
    faults: Mutex<HashMap<String, Fault>>,
    requests: Mutex<Vec<String>>,
    first_script: Mutex<Option<String>>,
}

/// A running server. It ends when it is dropped.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Site {
    /// Serves on a listener from [`listen`].
    pub fn start(options: &Options, listener: TcpListener) -> Result<Site> {
        let address = listener
            .local_addr()
            .context("the listener has no address")?;
        let shared = Arc::new(Shared {
            policy: HeaderValue::from_str(&options.policy)
                .context("the policy is no header value")?,
            faults: Mutex::default(),
            requests: Mutex::default(),
            first_script: Mutex::default(),
        });
        let app = router(options, Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime for the server")?;
        listener
            .set_nonblocking(true)
            .context("the listener cannot be shared")?;
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("site".to_owned())
            .spawn(move || {
                // Not graceful: a browser keeps its connections open, and nobody reads from them then.
                runtime.block_on(async {
                    tokio::select! {
                        ended = serve(listener, app) => {
                            if let Err(error) = ended {
                                eprintln!("the server has ended: {error:#}");
                            }
                        }
                        _ = stopped => {}
                    }
                });
            })
            .context("no thread for the server")?;
        Ok(Site {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The address of `path`, which begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on answers `path` (without query) with the fault.
    pub fn break_path(&self, path: &str, fault: Fault) {
        lock(&self.shared.faults).insert(path.to_owned(), fault);
    }

    /// From now on serves `path` as it is.
    pub fn mend_path(&self, path: &str) {
        lock(&self.shared.faults).remove(path);
    }

    /// From now on every page that a browser opens loads this script before anything else.
    pub fn begin_pages_with(&self, script: &str) {
        *lock(&self.shared.first_script) = Some(script.to_owned());
    }

    /// The requests so far, in their order: method, space, path with query.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }

    /// Waits for ever (until the program is ended from outside).
    pub fn run(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The port that is tried first when none is asked for.
const FIRST_PORT: u16 = 8000;
/// How many are tried.
const PORTS: u16 = 100;

/// A listener on loopback: on `port`, or on the first free one from 8000 on.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => anyhow::bail!(
                "port {port} is taken by another program; leave out --port to take the next free one, \
                 or name another"
            ),
            bound => bound
                .with_context(|| format!("port {port} cannot be used; name another with --port")),
        };
    }
    let mut ports = FIRST_PORT..FIRST_PORT.saturating_add(PORTS);
    ports
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .context("no port from 8000 to 8099 is free; name one with --port")
}

/// A listener on any free port of loopback.
pub fn listen_anywhere() -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port on loopback is free")
}

async fn serve(listener: TcpListener, app: Router) -> Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    axum::serve(listener, app).await?;
    Ok(())
}

fn router(options: &Options, shared: Arc<Shared>) -> Router {
    let mut router = Router::new()
        .nest_service("/data", ServeDir::new(options.root.join("data")))
        .nest_service(
            "/county-charts",
            ServeDir::new(&options.dist)
                .precompressed_br()
                .precompressed_gzip(),
        )
        .fallback_service(ServeDir::new(options.root.join("www")));
    if let Some(pages) = &options.test_pages {
        router = router.nest_service("/test", ServeDir::new(pages));
    }
    router.layer(from_fn_with_state(shared, answer))
}

/// Stands before the files: faults, then the headers that every answer has.
async fn answer(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    lock(&shared.requests).push(format!("{} {}", request.method(), request.uri()));
    // Files are read again for every request. Times are compared in seconds, and somebody who saves a
    // file twice within one would be told that nothing has changed.
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);

    // Of what comes as a page, only what is asked for as one: not that which stands where a file should.
    let accepted = request.headers().get(header::ACCEPT);
    let opened = accepted.is_some_and(|kinds| kinds.as_bytes().starts_with(b"text/html"));
    let fault = lock(&shared.faults).get(&path).cloned();
    let mut response = match fault {
        Some(Fault::Status(code)) => {
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            plain(status, status.canonical_reason().unwrap_or("error"))
        }
        Some(Fault::Body { mime, bytes }) => {
            ([(header::CONTENT_TYPE, mime)], bytes).into_response()
        }
        Some(Fault::Slow(time)) => {
            tokio::time::sleep(time).await;
            next.run(request).await
        }
        None => next.run(request).await,
    };
    if response.status() == StatusCode::NOT_FOUND
        && !response.headers().contains_key(header::CONTENT_TYPE)
    {
        response = plain(
            StatusCode::NOT_FOUND,
            &format!("404: there is no {path} here"),
        );
    }

    let first_script = lock(&shared.first_script).clone();
    if let (true, Some(script)) = (opened, first_script) {
        response = beginning_with(&script, response).await;
    }

    let file = path.rsplit('/').next().unwrap_or("");
    let caching = if response.status().is_success() && is_hashed(file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::CONTENT_SECURITY_POLICY, shared.policy.clone());
    // As strict portals have it: a wrong MIME type shows here and not only there.
    headers.insert(
        HeaderName::from_static("x-content-type-options"),
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// The same page with the script before all others; what is no page is left as it is.
async fn beginning_with(script: &str, response: Response) -> Response {
    let mime = response.headers().get(header::CONTENT_TYPE);
    if !mime.is_some_and(|mime| mime.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(page) = axum::body::to_bytes(body, usize::MAX).await else {
        return plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the page cannot be read to its end",
        );
    };
    // Behind the doctype, without which the page would be laid out as in the nineties.
    let doctype = b"<!doctype html>".as_slice();
    let at = if page.to_ascii_lowercase().starts_with(doctype) {
        doctype.len()
    } else {
        0
    };
    let (before, after) = page.split_at(at);
    let tag = format!("<script src=\"{script}\"></script>");
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from([before, tag.as_bytes(), after].concat()))
}

fn plain(status: StatusCode, text: &str) -> Response {
    let mut response = Response::new(Body::from(format!("{text}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

/// A handler that panicked left nothing half done here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    /// A site in a folder of its own with one page, one CSV, one distribution, and a file beside them
    /// that nobody may see.
    struct Fixture {
        root: PathBuf,
        site: Option<Site>,
    }

    impl Fixture {
        fn new(name: &str) -> Fixture {
            let root =
                std::env::temp_dir().join(format!("xtask-site-{name}-{}", std::process::id()));
            for folder in ["www", "data", "dist"] {
                std::fs::create_dir_all(root.join(folder)).unwrap();
            }
            std::fs::write(root.join("secret.txt"), "secret").unwrap();
            std::fs::write(root.join("www/index.html"), "the portal").unwrap();
            std::fs::write(root.join("data/linwu.csv"), "年份,收到提案\n2021,1\n").unwrap();
            std::fs::write(root.join("dist/county-charts-0123456789ab.js"), "export{}").unwrap();
            let options = Options::demo(&root, &root.join("dist"));
            let site = Site::start(&options, listen_anywhere().unwrap()).unwrap();
            Fixture {
                root,
                site: Some(site),
            }
        }

        /// The whole answer to a request line, sent as it is: no client tidies the path.
        fn ask(&self, line: &str, header: &str) -> String {
            let mut stream = TcpStream::connect(self.site.as_ref().unwrap().address).unwrap();
            write!(
                stream,
                "{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{header}\r\n"
            )
            .unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }
    }

    impl Drop for Fixture {
        fn drop(&mut self) {
            self.site = None;
            std::fs::remove_dir_all(&self.root).unwrap();
        }
    }

    #[test]
    fn nothing_outside_the_folders_is_served() {
        let fixture = Fixture::new("outside");
        for path in [
            "/../secret.txt",
            "/data/../../secret.txt",
            "/data/../secret.txt",
            "/data/..%2fsecret.txt",
            "/data/%2e%2e/secret.txt",
            "/county-charts/..%5csecret.txt",
            "//secret.txt",
            "/secret.txt",
        ] {
            let answer = fixture.ask(&format!("GET {path}"), "");
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
            assert!(!answer.ends_with("secret"), "{path}: {answer}");
        }
    }

    #[test]
    fn a_folder_is_its_index_and_a_file_is_read_again_for_every_request() {
        let fixture = Fixture::new("again");
        assert!(fixture.ask("GET /", "").ends_with("the portal"));
        let answer = fixture.ask("GET /data/linwu.csv", "");
        assert!(answer.ends_with("2021,1\n"), "{answer}");
        std::fs::write(
            fixture.root.join("data/linwu.csv"),
            "年份,收到提案\n2021,2\n",
        )
        .unwrap();
        // What a browser sends that has read the first one in this very second.
        let since = answer
            .lines()
            .find_map(|line| line.strip_prefix("last-modified: "))
            .unwrap();
        let answer = fixture.ask(
            "GET /data/linwu.csv",
            &format!("if-modified-since: {since}\r\n"),
        );
        assert!(answer.ends_with("2021,2\n"), "{answer}");
    }

    #[test]
    fn a_script_is_put_before_all_of_a_page_and_into_nothing_else() {
        let fixture = Fixture::new("script");
        let page = "<!DOCTYPE html><html lang=\"zh\"><script src=\"own.js\"></script>";
        std::fs::write(fixture.root.join("www/page.html"), page).unwrap();
        let site = fixture.site.as_ref().unwrap();
        site.begin_pages_with("/first.js");
        let accept = "accept: text/html,application/xhtml+xml;q=0.9\r\n";
        let answer = fixture.ask("GET /page.html", accept);
        assert!(
            answer.ends_with(
                "\r\n\r\n<!DOCTYPE html><script src=\"/first.js\"></script><html lang=\"zh\"><script src=\"own.js\"></script>"
            ),
            "{answer}"
        );
        assert!(fixture.ask("GET /page.html", "").ends_with(page));
        assert!(
            fixture
                .ask("GET /data/linwu.csv", accept)
                .ends_with("2021,1\n")
        );
    }

    #[test]
    fn files_are_only_read() {
        let fixture = Fixture::new("read");
        assert!(
            fixture
                .ask("POST /data/linwu.csv", "")
                .starts_with("HTTP/1.1 405")
        );
        let head = fixture.ask("HEAD /county-charts/county-charts-0123456789ab.js", "");
        assert!(
            head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"),
            "{head}"
        );
        assert!(
            head.contains("cache-control: public, max-age=31536000, immutable"),
            "{head}"
        );
    }

    #[test]
    fn a_taken_port_is_an_error_that_says_what_to_do() {
        let first = listen_anywhere().unwrap();
        let taken = first.local_addr().unwrap().port();
        let error = listen(Some(taken)).unwrap_err().to_string();
        assert!(
            error.contains(&taken.to_string()) && error.contains("--port"),
            "{error}"
        );
        // Without a choice two listeners get two ports.
        let ports = [listen(None).unwrap(), listen(None).unwrap()]
            .map(|one| one.local_addr().unwrap().port());
        assert_ne!(ports[0], ports[1]);
    }
}
