#include "atlas/page.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

#include "atlas/page_template.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

/// Text for HTML outside of tags.
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

/// A stream that counts.
class Writer {
 public:
  explicit Writer(std::ostream& out) : out_(out) {}
  void write(std::string_view text) {
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!out_) throw Error(Fault::machine, "map.html: cannot be written", "Is the disk full, or the folder read-only?");
    bytes_ += text.size();
  }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  std::ostream& out_;
  std::uint64_t bytes_ = 0;
};

/// A block as inert elements: type="application/octet-stream" is not run by any browser.
void write_block(Writer& writer, const PageBlock& block) {
  for (const std::string& piece : block.pieces) {
    writer.write("<script type=\"application/octet-stream\" data-block=\"" + block.name + "\">");
    writer.write(piece);
    writer.write("</script>\n");
  }
}

/// The template's text up to the placeholder, which is taken off its front together with that text.
std::string_view take_until(std::string_view& rest, std::string_view placeholder) {
  const std::size_t at = rest.find(placeholder);
  if (at == std::string_view::npos) throw std::logic_error("the page's template lacks " + std::string(placeholder));
  const std::string_view before = rest.substr(0, at);
  rest.remove_prefix(at + placeholder.size());
  return before;
}

}  // namespace

PageOutcome write_page(std::ostream& out, const PageData& data, const PagePayload& processes) {
  const std::vector<PageBlock> blocks = processes.blocks(data);
  Writer writer(out);
  std::string_view rest = page_template();
  writer.write(take_until(rest, "<!--proclens:title-->"));
  writer.write(escaped_html(printable(data.summary.title)));
  writer.write(take_until(rest, "<!--proclens:map-->"));
  write_block(writer, blocks.front());
  writer.write(take_until(rest, "<!--proclens:details-->"));
  for (std::size_t i = 1; i < blocks.size(); ++i) write_block(writer, blocks[i]);
  writer.write(rest);
  PageOutcome outcome = processes.outcome(data);
  outcome.bytes = writer.bytes();
  return outcome;
}

}  // namespace proclens
