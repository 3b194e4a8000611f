#include "atlas/page/page_writer.hpp"

#include <stdexcept>

#include "proclens/error.hpp"

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

std::string inert_json(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
    const bool separator =
        c == '\xe2' && i + 2 < json.size() && json[i + 1] == '\x80' && (json[i + 2] == '\xa8' || json[i + 2] == '\xa9');
    if (c == '<') {
      out += "\\u003c";
    } else if (c == '>') {
      out += "\\u003e";
    } else if (c == '&') {
      out += "\\u0026";
    } else if (separator) {
      out += json[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
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
    throw Error(Fault::machine, "cannot write " + std::string(file_),
                "Check free space and permissions where the output goes.");
  }
  bytes_ += text.size();
}

void PageWriter::finish() {
  write(rest_);
  rest_ = {};
}

}  // namespace proclens
