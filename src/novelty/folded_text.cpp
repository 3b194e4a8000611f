#include "novelty/folded_text.hpp"

#include <algorithm>
#include <array>

namespace proclens {
namespace {

constexpr std::size_t kTemplateCharacters = 200;
constexpr std::size_t kHexWord = 8;    // shorter ones may be words
constexpr std::size_t kUserName = 64;  // longer ones with spaces are not names

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

template <class Is>
std::size_t run_end(std::string_view text, std::size_t at, Is is) {
  while (at < text.size() && is(text[at])) ++at;
  return at;
}

/// Replaces what `match(text, at)` finds at a place: it returns where the match ends, `at` for none.
template <class Match>
std::string replaced(std::string_view text, std::string_view placeholder, Match match) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = match(text, at);
    if (end == at) {
      out += text[at++];
    } else {
      out += placeholder;
      at = end;
    }
  }
  return out;
}

/// What no name of a folder holds, and what joins commands.
bool ends_name(char c) { return std::string_view("\\/:*?\"<>|&;,^").find(c) != std::string_view::npos; }

/// Where the name of a user's folder ends. Names may have spaces; in a command line the rest of the command may follow,
/// which must not disappear in a placeholder: there a name has spaces only if a backslash or a quote ends it soon.
std::size_t user_name_end(std::string_view text, std::size_t begin, bool is_path) {
  const std::size_t end = run_end(text, begin, [](char c) { return !ends_name(c); });
  const std::string_view name = text.substr(begin, end - begin);
  const bool is_ended = end < text.size() && (text[end] == '\\' || text[end] == '"');
  if (is_path || (is_ended && name.size() <= kUserName && name.find(" -") == std::string_view::npos)) return end;
  return begin + std::min(name.find(' '), name.size());
}

/// x:\users\NAME becomes x:\users\<u>.
std::string without_user_names(std::string_view text, bool is_path) {
  constexpr std::string_view kUsers = ":\\users\\";
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t name = at + 1 + kUsers.size();
    const bool is_users = is_letter(text[at]) && text.substr(at + 1, kUsers.size()) == kUsers;
    const std::size_t end = is_users ? user_name_end(text, std::min(name, text.size()), is_path) : name;
    if (end <= name) {
      out += text[at++];
      continue;
    }
    out.append(text, at, name - at);
    out += "<u>";
    at = end;
  }
  return out;
}

std::size_t guid_end(std::string_view text, std::size_t begin) {
  constexpr std::array<std::size_t, 5> kGroups = {8, 4, 4, 4, 12};
  std::size_t at = begin + (text[begin] == '{' ? 1 : 0);
  for (std::size_t group = 0; group < kGroups.size(); ++group) {
    if (group > 0 && (at >= text.size() || text[at++] != '-')) return begin;
    const std::string_view digits = text.substr(std::min(at, text.size()), kGroups[group]);
    if (digits.size() < kGroups[group] || !std::ranges::all_of(digits, is_hex)) return begin;
    at += kGroups[group];
  }
  return at + (at < text.size() && text[at] == '}' ? 1 : 0);
}

/// @param is_word what a word of hexadecimal digits must not be part of
template <class IsWord>
std::size_t hex_end(std::string_view text, std::size_t begin, IsWord is_word) {
  if (text.substr(begin, 2) == "0x") {
    const std::size_t end = run_end(text, begin + 2, is_hex);
    if (end > begin + 2) return end;
  }
  if (!is_hex(text[begin]) || (begin > 0 && is_word(text[begin - 1]))) return begin;
  const std::size_t end = run_end(text, begin, is_hex);
  const bool is_whole_word = end == text.size() || !is_word(text[end]);
  return is_whole_word && end - begin >= kHexWord ? end : begin;
}

std::size_t version_end(std::string_view text, std::size_t begin) {
  // Further along in a number nothing begins: it is read once.
  if (begin > 0 && is_digit(text[begin - 1])) return begin;
  std::size_t end = run_end(text, begin, is_digit);
  if (end == begin) return begin;
  std::size_t numbers = 1;
  for (;; ++numbers) {
    const std::size_t more = end < text.size() && text[end] == '.' ? run_end(text, end + 1, is_digit) : end + 1;
    if (more == end + 1) break;
    end = more;
  }
  return numbers > 1 ? end : begin;
}

/// The same text with single spaces, and none around it.
std::string single_spaced(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// The first characters of UTF-8 text.
std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool continues = (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    if (!continues && characters++ == most) return text.substr(0, at);
  }
  return text;
}

std::size_t folder_end(std::string_view path) {
  const std::size_t backslash = path.rfind('\\');
  return backslash != std::string_view::npos ? backslash : path.rfind('/');
}

/// Where the drive or device ends that a path begins with; 0 if it begins with none.
std::size_t drive_end(std::string_view path) {
  constexpr std::string_view kVolume = "\\device\\harddiskvolume";
  std::size_t at = 0;
  for (const std::string_view prefix : {"\\\\?\\", "\\\\.\\", "\\??\\", "\\\\?\\globalroot"}) {
    if (path.starts_with(prefix)) at = prefix.size();
  }
  const std::string_view rest = path.substr(at);
  if (rest.size() >= 3 && is_letter(rest[0]) && rest[1] == ':' && rest[2] == '\\') return at + 2;
  if (!rest.starts_with(kVolume)) return 0;
  const std::size_t number = at + kVolume.size();
  const std::size_t end = run_end(path, number, is_digit);
  return end > number && end < path.size() && path[end] == '\\' ? end : 0;
}

template <class IsWord>
std::string replaced_throughout(std::string_view text, bool is_path, IsWord is_word) {
  std::string folded = without_user_names(text, is_path);
  folded = replaced(folded, "<guid>", guid_end);
  folded = replaced(folded, "<hex>", [&](std::string_view all, std::size_t at) { return hex_end(all, at, is_word); });
  folded = replaced(folded, "<v>", version_end);
  return replaced(folded, "<n>", [](std::string_view all, std::size_t at) { return run_end(all, at, is_digit); });
}

}  // namespace

std::string with_placeholders(std::string_view text) {
  return replaced_throughout(text, false, [](char c) { return is_word(c); });
}

std::string command_template(std::string_view arguments) {
  return std::string(first_characters(with_placeholders(single_spaced(arguments)), kTemplateCharacters));
}

std::string folded_path(std::string_view path) {
  // Folders of side-by-side assemblies join versions and hashes by underscores.
  return replaced_throughout(path, true, [](char c) { return c != '_' && is_word(c); });
}

std::string folded_folder(std::string_view path) {
  const std::size_t end = folder_end(path);
  return end == std::string_view::npos ? std::string() : folded_path(path.substr(0, end));
}

std::string folded_image(std::string_view path) {
  const std::size_t end = folder_end(path);
  return end == std::string_view::npos ? std::string(path) : folded_folder(path) + std::string(path.substr(end));
}

std::string folded_image_on_any_drive(std::string_view path) {
  const std::size_t end = drive_end(path);
  if (end == 0) return folded_image(path);
  // Names of users follow a drive letter, whichever it is.
  return "<drive>" + folded_image("c:" + std::string(path.substr(end))).substr(2);
}

}  // namespace proclens
