// `proclens count`: a dataset's bags as files, or several such folders added up.
#pragma once

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`.
CLI::App* add_count_command(CLI::App& app);

}  // namespace proclens
