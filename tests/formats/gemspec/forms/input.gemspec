# frozen_string_literal: true
VERSION = "1.0"
Gem::Specification.new do |spec|
  spec.name = "x"
  # spec.add_dependency "commented", "1.0"
  spec.add_dependency "bare"
  spec.add_dependency "one", "= 1.2.3" # why
  spec.add_dependency("brackets", ">= 1.0", "< 3")
  spec.add_runtime_dependency(%q<literal>.freeze, ["~> 2.0".freeze, ">= 2.0.1"])
  spec.add_runtime_dependency %q(round), %w[~>\ 1]
  spec.add_development_dependency 'lines',
                                  '>= 1', # at least
                                  # and at most
                                  '!= 1.5'
  spec.add_dependency(
    "below",
    "~> 4.2"
  )
  spec.add_dependency "guarded", "~> 1.0" if RUBY_VERSION < "3"
  spec.add_dependency "computed", VERSION
  spec.add_dependency "filled", "~> #{VERSION}"
  spec.add_dependency 'single', '#{not_filled}'
  spec.add_dependency name, "1.0"
  spec.add_dependency "a-#{name}", "1.0"
  %w[x y].each { |gem| spec.add_dependency gem }
  spec.add_dependency "same"; spec.add_dependency "line", "1.0"
  spec.add_dependency?("query")
=begin
  spec.add_dependency "blocked"
=end
end
__END__
  spec.add_dependency "behind"
