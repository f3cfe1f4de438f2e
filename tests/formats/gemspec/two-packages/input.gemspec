Gem::Specification.new do |s|
  s.add_dependency 'rack', '~> 2.2'
  s.add_development_dependency('rspec')
end
