// As a content security policy without 'wasm-unsafe-eval' answers.
WebAssembly.compile = WebAssembly.compileStreaming = function () {
  return Promise.reject(new WebAssembly.CompileError('refused'));
};
