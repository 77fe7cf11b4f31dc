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
