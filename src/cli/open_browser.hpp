// The person's browser.
#pragma once

#include <string>

namespace proclens {

/// Asks the desktop to show an address. False when there is no desktop to ask.
[[nodiscard]] bool open_browser(const std::string& address);

}  // namespace proclens
