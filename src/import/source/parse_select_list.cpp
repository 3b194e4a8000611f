#include "import/source/parse_select_list.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <string_view>

#include "core/text.hpp"

namespace proclens {
namespace {

struct Token {
  enum class Kind { word, quoted, literal, sign } kind;
  std::string_view text;  ///< without quotes
  std::size_t begin;
};

bool starts_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool continues_word(char c) { return starts_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Words, names in double quotes, texts in single quotes, and everything else sign by sign; comments and blanks are
/// left out.
std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < sql.size();) {
    const std::size_t begin = i;
    if (sql.substr(i, 2) == "--") {
      i = std::min(sql.find('\n', i), sql.size());
    } else if (std::isspace(static_cast<unsigned char>(sql[i])) != 0) {
      ++i;
    } else if (sql[i] == '"' || sql[i] == '\'') {
      const std::size_t end = sql.find(sql[begin], begin + 1);
      if (end == std::string_view::npos) throw std::logic_error("a quote has no end");
      i = end + 1;
      tokens.push_back({sql[begin] == '"' ? Token::Kind::quoted : Token::Kind::literal,
                        sql.substr(begin + 1, end - begin - 1), begin});
    } else if (starts_word(sql[i])) {
      while (i < sql.size() && continues_word(sql[i])) ++i;
      tokens.push_back({Token::Kind::word, sql.substr(begin, i - begin), begin});
    } else {
      tokens.push_back({Token::Kind::sign, sql.substr(i++, 1), begin});
    }
  }
  return tokens;
}

bool is_word(const Token& token, std::string_view lower) {
  return token.kind == Token::Kind::word && ascii_lower(token.text) == lower;
}

bool is_sign(const Token& token, char sign) { return token.kind == Token::Kind::sign && token.text[0] == sign; }

SelectItem item_of(std::string_view sql, std::span<const Token> tokens, std::span<const std::string> columns) {
  if (tokens.empty()) throw std::logic_error("an item of a SELECT is empty");
  const bool is_named = tokens.size() > 2 && is_word(tokens[tokens.size() - 2], "as");
  if (!is_named && tokens.size() > 1) throw std::logic_error("an item of a SELECT has no name");
  const std::size_t end = is_named ? tokens[tokens.size() - 2].begin : tokens[0].begin + tokens[0].text.size();
  SelectItem item{std::string(tokens.back().text), "", {}};
  item.expression = tokens[0].kind == Token::Kind::quoted && !is_named
                        ? '"' + item.name + '"'
                        : std::string(sql.substr(tokens[0].begin, end - tokens[0].begin));
  for (const std::string& column : columns) {
    const bool is_read = std::any_of(tokens.begin(), tokens.end() - (is_named ? 2 : 0), [&](const Token& token) {
      return token.kind == Token::Kind::quoted ? token.text == column : is_word(token, ascii_lower(column));
    });
    if (is_read) item.inputs.push_back(column);
  }
  return item;
}

}  // namespace

std::vector<SelectItem> parse_select_list(const std::string& select, std::span<const std::string> columns) {
  const std::vector<Token> tokens = tokens_of(select);
  if (tokens.empty() || !is_word(tokens[0], "select")) throw std::logic_error("a mapping is no SELECT");
  std::vector<SelectItem> items;
  std::size_t first = 1;
  int depth = 0;
  for (std::size_t i = first; i < tokens.size(); ++i) {
    if (is_sign(tokens[i], '(')) ++depth;
    if (is_sign(tokens[i], ')')) --depth;
    const bool at_from = depth == 0 && is_word(tokens[i], "from");
    if (at_from || (depth == 0 && is_sign(tokens[i], ','))) {
      items.push_back(item_of(select, std::span(tokens).subspan(first, i - first), columns));
      first = i + 1;
    }
    if (!at_from) continue;
    if (i + 2 == tokens.size() && is_word(tokens[i + 1], "record")) return items;
    break;
  }
  throw std::logic_error("a mapping does not end with FROM record");
}

}  // namespace proclens
