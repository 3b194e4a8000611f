#include "atlas/page_writer.hpp"

#include <stdexcept>

#include "core/error.hpp"

namespace proclens {

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

PageWriter::PageWriter(std::ostream& out, std::string_view page_template, std::string_view file)
    : out_(out), rest_(page_template), file_(file) {}

void PageWriter::write_until(std::string_view placeholder) {
  const std::size_t at = rest_.find(placeholder);
  if (at == std::string_view::npos) {
    throw std::logic_error("the template of " + std::string(file_) + " lacks " + std::string(placeholder));
  }
  write(rest_.substr(0, at));
  rest_.remove_prefix(at + placeholder.size());
}

void PageWriter::write(std::string_view text) {
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out_) {
    throw Error(Fault::machine, std::string(file_) + ": cannot be written",
                "Is the disk full, or the folder read-only?");
  }
  bytes_ += text.size();
}

void PageWriter::finish() {
  write(rest_);
  rest_ = {};
}

}  // namespace proclens
