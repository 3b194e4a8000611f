#include "import/files/file_content.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/deferred_error.hpp"
#include "core/text.hpp"
#include "import/files/c_file.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPiece = 1 << 16;  // of a file: small enough to be hashed while it is still in the cache

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using ArchiveReader = std::unique_ptr<archive, FreeArchive>;

/// The first `bytes` bytes of a file, whatever is appended in the meantime.
class BoundedFile {
 public:
  /// @param visitor is notified of what is read
  BoundedFile(const Context& context, const LogFile& file, const MemberVisitor& visitor)
      : context_(context),
        file_(std::fopen(file.path.c_str(), "rb")),
        bytes_(file.bytes),
        progress_(visitor.progress),
        content_(visitor.content) {
    if (!file_) throw UnreadableFile(std::strerror(errno));
  }

  std::size_t read(void* into, std::size_t max_bytes) {
    context_.check_cancelled();
    max_bytes = static_cast<std::size_t>(std::min<std::uint64_t>({max_bytes, kPiece, bytes_ - position_}));
    const std::size_t got = std::fread(into, 1, max_bytes, file_.get());
    if (got < max_bytes && std::ferror(file_.get())) throw UnreadableFile(std::strerror(errno));
    if (content_) content_(position_, {static_cast<const std::byte*>(into), got});
    position_ += got;
    if (progress_ && position_ > reported_) {
      progress_(position_ - reported_);
      reported_ = position_;
    }
    return got;
  }

  /// To an absolute position, at most the end.
  std::uint64_t seek(std::uint64_t position) {
    position_ = std::min(position, bytes_);
    if (::fseeko(file_.get(), static_cast<off_t>(position_), SEEK_SET) != 0) throw UnreadableFile(std::strerror(errno));
    return position_;
  }

  [[nodiscard]] std::uint64_t position() const { return position_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  const Context& context_;
  CFile file_;
  std::uint64_t bytes_;
  std::uint64_t position_ = 0;
  std::uint64_t reported_ = 0;
  std::function<void(std::uint64_t)> progress_;
  std::function<void(std::uint64_t, std::span<const std::byte>)> content_;
};

/// Counts what an archive unpacks to, and stops if that is implausible for logs.
class Expansion {
 public:
  Expansion(std::uint64_t packed, const ContentOptions& limits)
      : max_bytes_(std::max(limits.free_bytes, limits.expansion * packed)) {}

  /// `bytes` in total; counts the larger of the members' bytes and the output of the outer compression.
  void reached(std::uint64_t bytes) {
    reached_ = std::max(reached_, bytes);
    check();
  }
  void add(std::uint64_t bytes) { reached(members_ += bytes); }
  void check() const {
    if (reached_ > max_bytes_) {
      throw UnreadableFile("unpacks to more than " + human_bytes(max_bytes_) + ", far more than compressed logs do");
    }
  }

 private:
  std::uint64_t max_bytes_;
  std::uint64_t members_ = 0;
  std::uint64_t reached_ = 0;
};

/// The input of libarchive: a file, or a member of another archive, which has no positions. Exceptions must not pass
/// through its C code, so they are kept here.
struct ArchiveInput {
  ReadBytes read;
  BoundedFile* file;  ///< if it is one
  Expansion& expansion;
  std::vector<std::byte> piece = std::vector<std::byte>(kPiece);
  std::exception_ptr failure = nullptr;

  void rethrow() {
    if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
  }
};

la_ssize_t on_read(archive* reader, void* data, const void** buffer) {
  auto& input = *static_cast<ArchiveInput*>(data);
  try {
    // Includes what is unpacked only to be skipped.
    input.expansion.reached(static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(reader, 0))));
    *buffer = input.piece.data();
    return static_cast<la_ssize_t>(input.read(input.piece));
  } catch (...) {
    input.failure = std::current_exception();
    return ARCHIVE_FATAL;
  }
}

la_int64_t on_seek(archive*, void* data, la_int64_t offset, int whence) {
  auto& input = *static_cast<ArchiveInput*>(data);
  try {
    la_int64_t base = 0;
    if (whence == SEEK_CUR) base = static_cast<la_int64_t>(input.file->position());
    if (whence == SEEK_END) base = static_cast<la_int64_t>(input.file->bytes());
    return static_cast<la_int64_t>(
        input.file->seek(static_cast<std::uint64_t>(std::max<la_int64_t>(0, base + offset))));
  } catch (...) {
    input.failure = std::current_exception();
    return ARCHIVE_FATAL;
  }
}

[[noreturn]] void fail(archive* reader, ArchiveInput& input) {
  input.rethrow();
  const char* why = archive_error_string(reader);
  const std::string text = printable(why != nullptr ? why : "unknown format");
  if (text.find("assphrase") != std::string::npos)
    throw UnreadableFile("encrypted, and the password is wrong or missing");
  throw UnreadableFile("damaged archive: " + text);
}

constexpr std::size_t kMagicBytes = 6;

bool is_packed(std::string_view start) {
  using namespace std::string_view_literals;
  constexpr std::array kMagics = {"PK\x03\x04"sv,      "PK\x05\x06"sv, "\x1f\x8b"sv,          "\x28\xb5\x2f\xfd"sv,
                                  "\xFD\x37zXZ\x00"sv, "BZh"sv,        "7z\xBC\xAF\x27\x1C"sv};
  return std::any_of(kMagics.begin(), kMagics.end(), [&](std::string_view magic) { return start.starts_with(magic); });
}

bool is_packed(const Context& context, const LogFile& file) {
  BoundedFile start(context, file, MemberVisitor{});
  std::array<char, kMagicBytes> magic{};
  const std::size_t got = start.read(magic.data(), magic.size());
  return is_packed({magic.data(), got}) || file.path.extension() == ".tar";
}

/// zip, 7z, tar and single streams, through the usual compressions: only the formats that logs are packed in, since
/// each further format is another parser that an attacker can target.
ArchiveReader open_archive(ArchiveInput& input, const std::string& password) {
  ArchiveReader reader(archive_read_new());
  if (!reader) throw std::bad_alloc();
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_filter_xz(reader.get());
  archive_read_support_filter_bzip2(reader.get());
  if (input.file != nullptr) archive_read_support_format_7zip(reader.get());
  archive_read_support_format_zip(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_read_support_format_empty(reader.get());
  if (!password.empty()) archive_read_add_passphrase(reader.get(), password.c_str());
  archive_read_set_callback_data(reader.get(), &input);
  archive_read_set_read_callback(reader.get(), on_read);
  if (input.file != nullptr) archive_read_set_seek_callback(reader.get(), on_seek);
  if (archive_read_open1(reader.get()) != ARCHIVE_OK) fail(reader.get(), input);
  return reader;
}

/// Why a member is not read; empty if it is. Names do not matter, since nothing is written to disk.
std::string reason_to_skip(archive_entry* entry, const std::string& name, const std::string& password) {
  if (is_debris(name)) return "file manager metadata";
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) return "not a file";
  if (archive_entry_is_encrypted(entry) != 0 && password.empty()) return "encrypted; give its password (--password)";
  return "";
}

/// A member's content, of which the first bytes have been looked at.
struct PeekedContent {
  std::array<std::byte, kMagicBytes> start{};
  std::size_t size = 0;
  std::size_t at = 0;
  DeferredError failure = {};  ///< of looking at them

  explicit PeekedContent(const ReadBytes& read) {
    failure.attempt([&] {
      while (size < start.size()) {
        const std::size_t got = read(std::span(start).subspan(size));
        if (got == 0) break;
        size += got;
      }
    });
  }
  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(start.data()), size}; }
  std::size_t read(std::span<std::byte> into, const ReadBytes& rest) {
    failure.rethrow();
    if (at == size) return rest(into);
    const std::size_t taken = std::min(into.size(), size - at);
    std::copy_n(start.begin() + static_cast<std::ptrdiff_t>(at), taken, into.begin());
    at += taken;
    return taken;
  }
};

/// Visits the members of archives, and of archives in them one level deep.
class ArchiveVisit {
 public:
  ArchiveVisit(const MemberVisitor& visitor, const ContentOptions& options) : visitor_(visitor), options_(options) {}

  /// @param prefix of the members' names, if the archive is in another
  void visit(ArchiveInput& input, const std::string& prefix) {
    const ArchiveReader reader = open_archive(input, options_.password);
    while (true) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(reader.get(), &entry);
      if (status == ARCHIVE_EOF) return;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) fail(reader.get(), input);
      if (members_++ == options_.members) throw UnreadableFile("has more than " + counted(options_.members, "member"));
      const bool is_bare = archive_format(reader.get()) == ARCHIVE_FORMAT_RAW;
      const char* path = archive_entry_pathname(entry);
      const std::string name = prefix + (is_bare || path == nullptr ? "" : path);
      if (archive_entry_filetype(entry) == AE_IFDIR) continue;
      if (const std::string reason = is_bare ? "" : reason_to_skip(entry, name, options_.password); !reason.empty()) {
        visitor_.skipped({name, reason});
        continue;
      }
      visit_content(reader.get(), input, name, is_bare, !prefix.empty());
      // The visitor may continue with the next member after other failures, but not after this one.
      input.expansion.check();
    }
  }

 private:
  void visit_content(archive* reader, ArchiveInput& input, const std::string& name, bool is_bare, bool is_inner) {
    const ReadBytes read = [&](std::span<std::byte> into) {
      const la_ssize_t got = archive_read_data(reader, into.data(), into.size());
      if (got < 0) fail(reader, input);
      input.expansion.add(static_cast<std::uint64_t>(got));
      return static_cast<std::size_t>(got);
    };
    PeekedContent content(read);
    const ReadBytes whole = [&](std::span<std::byte> into) { return content.read(into, read); };
    // A stream that is not an archive, such as a compressed tar's, has been unpacked completely already.
    if (is_bare || is_inner || content.failure.pending() || !is_packed(content.text())) {
      Member member{name, whole};
      visitor_.member(member);
      return;
    }
    try {
      ArchiveInput inner{whole, nullptr, input.expansion};
      visit(inner, name + "/");
    } catch (const UnreadableFile& error) {
      visitor_.skipped({name, error.what()});
    }
  }

  const MemberVisitor& visitor_;
  const ContentOptions& options_;
  std::uint64_t members_ = 0;
};

}  // namespace

void visit_members(const Context& context, const LogFile& file, const MemberVisitor& visitor,
                   const ContentOptions& options) {
  BoundedFile content(context, file, visitor);
  const ReadBytes read = [&](std::span<std::byte> into) { return content.read(into.data(), into.size()); };
  if (is_packed(context, file)) {
    Expansion expansion(file.bytes, options);
    ArchiveInput input{read, &content, expansion};
    ArchiveVisit(visitor, options).visit(input, "");
    return;
  }
  Member member{"", read};
  visitor.member(member);
}

}  // namespace proclens
