namespace TraceToll.Remote.Ec2;

/// <summary>
/// The order of magnitude of what a pair costs. Prices differ by region and change; their order of magnitude follows the number of
/// CPUs, and has for years.
/// </summary>
internal static class PriceClass
{
    public static string Of(int virtualCpus, bool spot)
    {
        var magnitude = virtualCpus switch
        {
            <= 2 => "some hundredths to two tenths of a US dollar",
            <= 8 => "some tenths of a US dollar to one dollar",
            <= 32 => "one to some US dollars",
            _ => "some US dollars to tens of them",
        };
        return $"{magnitude} an hour for the two{(spot ? ", on demand; spot is usually less" : "")}. A class, not a price: prices are at https://aws.amazon.com/ec2/pricing/";
    }
}
