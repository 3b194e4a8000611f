// `proclens evaluate`: how well a score ranks processes whose truth is known.
#pragma once

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`. It writes no files.
CLI::App* add_evaluate_command(CLI::App& app);

}  // namespace proclens
