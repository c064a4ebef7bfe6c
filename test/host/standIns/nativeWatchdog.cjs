// Takes the place of the compiled watchdog, which ends an extension host whose server died.
// The launcher ends the server's whole process group itself.
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
