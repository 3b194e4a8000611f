// Opens the user's browser.
#pragma once

#include <string>

namespace proclens {

/// Asks the desktop to open an address. False if there is no desktop.
[[nodiscard]] bool open_browser(const std::string& address);

}  // namespace proclens
