// Shared by the writers of the pages: fills a template piece by piece into a stream.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace proclens {

/// Text for HTML outside tags: & < > " ' become entities.
[[nodiscard]] std::string escaped_html(std::string_view text);

/// The same JSON without any character that is special in HTML. Such characters occur only inside strings, where an
/// escape is equivalent.
[[nodiscard]] std::string inert_json(std::string_view json);

/// Fills a page's template (atlas/page/page_template.hpp) from front to back. Borrows the template and the stream.
class PageWriter {
 public:
  /// `file` is the page's name, for errors.
  PageWriter(std::ostream& out, std::string_view page_template, std::string_view file);

  /// Writes the template up to a placeholder, which is left out.
  void write_until(std::string_view placeholder);
  /// Writes the replacement of the placeholder. Throws Error (machine) if the stream fails.
  void write(std::string_view text);
  /// Writes the rest of the template.
  void finish();

  /// Bytes written so far.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  std::ostream& out_;
  std::string_view rest_;
  std::string_view file_;
  std::uint64_t bytes_ = 0;
};

}  // namespace proclens
