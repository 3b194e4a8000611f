#include "storage/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kCopyBytes = 1 << 20;

}  // namespace

OutputFile::OutputFile(OutputPath path) : path_(std::move(path)) {
  require_written(path_.files->create(path_.path, file_), path_.path);
}

OutputFile::~OutputFile() {
  if (file_ >= 0) static_cast<void>(path_.files->close(file_));
}

std::uint64_t OutputFile::append(std::span<const std::byte> bytes) {
  const std::uint64_t position = bytes_;
  while (!bytes.empty()) {
    std::size_t written = 0;
    require_written(path_.files->write(file_, bytes_, bytes, written), path_.path);
    bytes_ += written;
    bytes = bytes.subspan(written);
  }
  return position;
}

void OutputFile::read(std::uint64_t position, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t got = ::pread(file_, into.data(), into.size(), static_cast<off_t>(position));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      const std::error_code code(got < 0 ? errno : EIO, std::generic_category());
      throw Error(Fault::machine, "cannot read " + printable(path_.string(), 4096) + " again: " + code.message(),
                  "Check the disk to which the output goes.");
    }
    position += static_cast<std::uint64_t>(got);
    into = into.subspan(static_cast<std::size_t>(got));
  }
}

void OutputFile::close() { require_written(path_.files->close(std::exchange(file_, -1)), path_.path); }

void OutputStream::Buffer::spill() {
  const auto held = static_cast<std::size_t>(pptr() - pbase());
  setp(held_.data(), held_.data() + held_.size());  // first, so that bytes that cannot be written are not retried
  file_.append(std::as_bytes(std::span(held_.data(), held)));
}

OutputStream::Buffer::int_type OutputStream::Buffer::overflow(int_type c) {
  spill();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

std::streamsize OutputStream::Buffer::xsputn(const char* text, std::streamsize count) {
  if (count < epptr() - pptr()) return std::streambuf::xsputn(text, count);
  spill();
  file_.append(std::as_bytes(std::span(text, static_cast<std::size_t>(count))));
  return count;
}

void OutputStream::Buffer::close() {
  spill();
  file_.close();
}

void write_file(const OutputPath& path, std::string_view content) {
  OutputFile file(path);
  file.append(std::as_bytes(std::span(content)));
  file.close();
}

void append_bytes_of(const std::filesystem::path& from, std::uint64_t begin, std::uint64_t end, OutputFile& to) {
  std::ifstream source(from, std::ios::binary);
  source.seekg(static_cast<std::streamoff>(begin));
  std::vector<char> bytes(kCopyBytes);
  while (source && begin < end) {
    source.read(bytes.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(end - begin, bytes.size())));
    const auto got = static_cast<std::size_t>(source.gcount());
    to.append(std::as_bytes(std::span(bytes.data(), got)));
    begin += got;
  }
  if (!source) {
    throw Error(Fault::data, "cannot read " + printable(from.string(), 4096),
                "Check that it is complete and readable.");
  }
}

void copy_file(const std::filesystem::path& from, const OutputPath& to) {
  std::error_code code;
  const std::uint64_t bytes = std::filesystem::file_size(from, code);
  OutputFile copy(to);
  append_bytes_of(from, 0, code ? 0 : bytes, copy);
  copy.close();
}

}  // namespace proclens
